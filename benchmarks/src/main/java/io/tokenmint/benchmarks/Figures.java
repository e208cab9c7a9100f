package io.tokenmint.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that one run of the suite measured.
 *
 * @param all the figures in the order of the report
 */
record Figures(List<Figure> all) {
    Figures {
        all = List.copyOf(all);
    }

    Map<String, List<Figure>> byQuestion() {
        return all.stream().collect(Collectors.groupingBy(Figure::question, LinkedHashMap::new, Collectors.toList()));
    }

    Optional<Figure> find(String question, Object subject) {
        return all.stream()
                .filter(figure -> figure.question().equals(question))
                .filter(figure -> figure.subject().equals(subject.toString()))
                .findFirst();
    }

    /** The floor of a question: the one with the best map. */
    Optional<Figure> floor(String question) {
        return all.stream()
                .filter(figure -> figure.question().equals(question))
                .filter(Figure::isFloor)
                .filter(Figure::isRate)
                .max(Comparator.comparingDouble(Figure::median));
    }
}
