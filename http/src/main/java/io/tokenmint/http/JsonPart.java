package io.tokenmint.http;

/**
 * What is the same in every object of a kind, in the bytes it is written as: the name of a member, or whole members. Each begins
 * with the comma before it. To look at each character of the names again for each answer took a fifteenth of a token request.
 */
final class JsonPart {
    private final byte[] bytes;

    private JsonPart(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The name of a member, up to where its value begins. */
    static JsonPart name(String name) {
        return new JsonPart(JsonWriter.nameBytes(name));
    }

    /** The members that a writer has written. */
    static JsonPart members(JsonWriter written) {
        return new JsonPart(written.memberBytes());
    }

    int length() {
        return bytes.length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}
