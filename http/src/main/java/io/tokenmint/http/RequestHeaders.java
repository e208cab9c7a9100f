package io.tokenmint.http;

import java.util.List;

/** The header fields of a request, read where they are. */
@FunctionalInterface
public interface RequestHeaders {
    /**
     * The values of a field.
     *
     * @param name the field's name; letter case does not count
     * @return one value for each line of that name, in order, commas untouched; empty when there is none
     */
    List<String> values(String name);
}
