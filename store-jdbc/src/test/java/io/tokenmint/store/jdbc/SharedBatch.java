package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tokens inserted by one thread each, all in one batch: an insert before them is held back until they wait. */
final class SharedBatch {
    /** What a caller was told of a kept token; another was told the message of an exception. */
    static final String KEPT = "kept";

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicBoolean holding = new AtomicBoolean();
    private final JdbcTokenStore store;

    SharedBatch(TestDatabase database, InterceptedDataSource.Interceptor interceptor) {
        this.store = new JdbcTokenStore(
                new InterceptedDataSource(database.dataSource(), (connection, method, arguments) -> {
                    if (holding.get() && method.equals("executeUpdate")) {
                        held.await();
                    }
                    if (holding.get()) {
                        interceptor.before(connection, method, arguments);
                    }
                }),
                database.settings());
    }

    /** What each caller was told. */
    List<String> insert(StoredToken... tokens) throws InterruptedException {
        store.insert(Samples.token());
        holding.set(true);
        String[] outcomes = new String[tokens.length];
        List<Thread> callers = new ArrayList<>();
        callers.add(begin(() -> store.insert(Samples.token())));
        for (int i = 0; i < tokens.length; i++) {
            int index = i;
            callers.add(begin(() -> outcomes[index] = outcome(tokens[index])));
        }
        held.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        return List.of(outcomes);
    }

    private String outcome(StoredToken token) {
        try {
            store.insert(token);
            return KEPT;
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Thread begin(Runnable insert) {
        Thread thread = new Thread(insert);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
