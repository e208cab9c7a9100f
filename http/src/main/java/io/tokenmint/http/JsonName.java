package io.tokenmint.http;

/**
 * The name of a member that is written with every token, in the bytes it is written as. To look at each character of the names
 * again for each answer took a fifteenth of a token request.
 */
final class JsonName {
    private final byte[] bytes;

    private JsonName(byte[] bytes) {
        this.bytes = bytes;
    }

    static JsonName of(String name) {
        return new JsonName(JsonWriter.nameBytes(name));
    }

    int length() {
        return bytes.length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}
