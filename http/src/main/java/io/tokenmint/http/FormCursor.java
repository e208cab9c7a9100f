package io.tokenmint.http;

import org.jspecify.annotations.Nullable;

/**
 * Walks through the pairs of a form: {@code &} separates them, the first {@code =} ends the name, empty pieces are passed over
 * (URL Standard, parser of {@code application/x-www-form-urlencoded}).
 */
final class FormCursor {
    private final byte[] form;
    private int position;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;
    private boolean nameIsPlain;
    private boolean valueIsPlain;

    FormCursor(byte[] form) {
        this.form = form;
    }

    /** Goes to the next pair; false when there is none. */
    boolean next() {
        while (position < form.length) {
            if (form[position] != '&') {
                scan();
                return true;
            }
            position++;
        }
        return false;
    }

    private void scan() {
        int i = position;
        boolean plain = true;
        nameFrom = i;
        nameTo = -1;
        for (; i < form.length; i++) {
            byte b = form[i];
            if (b > '=') {
                // letters, most of a form: nothing above it means anything
                continue;
            }
            if (b == '&') {
                break;
            }
            if (b == '=' && nameTo < 0) {
                nameTo = i;
                nameIsPlain = plain;
                plain = true;
            } else if (b == '%' || b == '+' || b < 0) {
                plain = false;
            }
        }
        if (nameTo < 0) {
            nameTo = i;
            nameIsPlain = plain;
        }
        valueFrom = Math.min(nameTo + 1, i);
        valueTo = i;
        valueIsPlain = plain;
        position = i + 1;
    }

    int nameLength() {
        return nameTo - nameFrom;
    }

    int valueLength() {
        return valueTo - valueFrom;
    }

    /** The decoded name, or null when it is not well-formed. */
    @Nullable
    String name() {
        return nameIsPlain ? FormText.ascii(form, nameFrom, nameTo) : FormText.decode(form, nameFrom, nameTo);
    }

    /** The decoded value, or null when it is not well-formed. */
    @Nullable
    String value() {
        return valueIsPlain ? FormText.ascii(form, valueFrom, valueTo) : FormText.decode(form, valueFrom, valueTo);
    }

    /** Whether name and value are well-formed. */
    boolean isWellFormed() {
        return (nameIsPlain || name() != null) && (valueIsPlain || value() != null);
    }

    /** The parameter of this name, or null when none of those given has it. */
    @Nullable
    Parameter parameter(Parameter[] known) {
        String decoded = nameIsPlain ? null : name();
        for (Parameter parameter : known) {
            if (decoded == null ? parameter.isNamed(form, nameFrom, nameTo) : parameter.isNamed(decoded)) {
                return parameter;
            }
        }
        return null;
    }
}
