package io.tokenmint.benchmarks;

import java.time.Duration;
import java.util.Arrays;

/** What {@code java -jar benchmarks.jar} runs. */
public final class Benchmarks {
    private static final String USAGE = """
            java -jar benchmarks/target/benchmarks.jar COMMAND

              short          the short form of everything; writes benchmarks/results
              large          tables of 20 million rows; writes benchmarks/results
              trial          the short and the large form at a run, to see that it works here; writes benchmarks/target
              long           the long form, some hours
              parts          what a mint, a validation and an insert consist of, in a few minutes
              timing         whether failed requests can be told apart by the time they take; exit status 1 when so
              socket RATE    latencies over sockets at RATE requests a second
              soak MINUTES   full load with bad requests in between: does anything grow or fail?
              startup        from main to the first token
              heap TOKENS    bytes of heap per live token
              wal ROWS       WAL bytes per token on PostgreSQL, with ROWS tokens in the table
              cleanup ROWS   durable inserts on PostgreSQL beside the clean-up of ROWS expired tokens
              scale          writes docs/scale.md again from the results of the short and the large form
              jmh ARGS…      JMH itself, for a question of your own: jmh -h
            """;

    private Benchmarks() {}

    /**
     * Runs a command, and ends with status 1 when it fails.
     *
     * @param arguments the command and what it takes
     */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            run(arguments);
        } catch (Exception e) {
            status = 1;
            e.printStackTrace();
        }
        // database servers keep threads of their own, and stop when this ends
        System.exit(status);
    }

    private static void run(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "short" -> Suite.SHORT.run();
            case "large" -> Suite.LARGE.run();
            case "trial" -> Suite.TRIAL.run();
            case "long" -> Suite.LONG.run();
            case "parts" -> System.out.print(Parts.measure());
            case "timing" -> System.exit(TimingLeaks.print() ? 1 : 0);
            case "socket" -> System.out.println(SocketLoad.measure(Integer.parseInt(rest[0])));
            case "soak" -> System.out.println(Soak.run(Integer.parseInt(rest[0]), Duration.ofMinutes(1)));
            case "startup" -> System.out.println(StartUp.measure(20));
            case "heap" -> System.out.println(HeapPerToken.measure(Integer.parseInt(rest[0])));
            case "wal" ->
                WalVolume.measure(Integer.parseInt(rest[0]), WalVolume.INSERTS).forEach(System.out::println);
            case "cleanup" ->
                WholeCleanUp.measure(Database.Kind.POSTGRESQL, Integer.parseInt(rest[0]), Duration.ofSeconds(30))
                        .forEach(System.out::println);
            case "scale" -> ScalePaper.write();
            case "jmh" -> org.openjdk.jmh.Main.main(rest);
            default -> System.out.print(USAGE);
        }
    }
}
