package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No array that held a body holds it afterwards, unless somebody may still read from it. */
class WipedBytesTest {
    private static final String FORM =
            "grant_type=client_credentials&client_id=acme&client_secret=" + Fixture.SECRET + "&scope=tenant%3Dacme";

    private final EndpointSettings settings = EndpointSettings.defaults();

    /** A body that remembers which arrays it was copied into, and comes in small pieces. */
    private static final class Remembering extends InputStream {
        private final InputStream body;
        private final List<byte[]> arrays = new ArrayList<>();
        private int pieces;

        /** Fails after a number of pieces; after none when it is negative. */
        private Remembering(String text, int pieces) {
            this.body = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (pieces-- == 0) {
                throw new IOException("the connection is gone");
            }
            if (!arrays.contains(bytes)) {
                arrays.add(bytes);
            }
            return body.read(bytes, offset, Math.min(length, 100));
        }
    }

    @Test
    @DisplayName("SEC-12 the buffers that a form was read into are wiped, those outgrown included")
    void wipesTheBuffers() {
        Remembering body = new Remembering(FORM + "+".repeat(2_000), -1);

        assertThat(answer(body).status()).isEqualTo(200);
        assertThat(body.arrays).hasSizeGreaterThan(1).allSatisfy(WipedBytesTest::isWiped);
    }

    @Test
    @DisplayName("SEC-12 the buffers of a form that is too long, or ends before its end, are wiped")
    void wipesTheBuffersOfAFormThatIsNotRead() {
        Remembering tooLong = new Remembering(FORM + "+".repeat(100_000), -1);
        Remembering cut = new Remembering(FORM + "+".repeat(2_000), 20);

        assertThat(answer(tooLong).status()).isEqualTo(413);
        assertThat(answer(cut).status()).isEqualTo(400);
        assertThat(tooLong.arrays).hasSizeGreaterThan(1).allSatisfy(WipedBytesTest::isWiped);
        assertThat(cut.arrays).hasSizeGreaterThan(1).allSatisfy(WipedBytesTest::isWiped);
    }

    private static EndpointResponse answer(Remembering body) {
        return new Fixture()
                .endpoint()
                .handle(new EndpointRequest(
                        "POST",
                        "",
                        name -> name.equals("Content-Type") ? List.of(Ask.FORM) : List.of(),
                        body,
                        true,
                        Optional.empty()));
    }

    @Test
    @DisplayName("SEC-12 a form that was read is wiped, and so is one that was refused")
    void wipesAForm() {
        FormBody body = new FormBody(settings, Parameter.values());
        byte[] form = bytes(FORM);
        byte[] refused = bytes(FORM + "&" + FORM);

        assertThat(body.read(form).get(Parameter.CLIENT_SECRET)).isEqualTo(Fixture.SECRET);
        isWiped(form);
        assertThatThrownBy(() -> body.read(refused)).isInstanceOf(Refusal.class);
        isWiped(refused);
    }

    @Test
    void keepsAFormOfWhichAGrantMayWantMore() {
        byte[] form = bytes(FORM + "&assertion=x");

        assertThat(new FormBody(settings, Parameter.CLIENT_ID).read(form).others())
                .containsEntry("assertion", List.of("x"));
    }

    @Test
    @DisplayName("SEC-12 a JSON body is wiped, read or refused")
    void wipesJson() {
        byte[] json = bytes("{\"client_secret\":\"" + Fixture.SECRET + "\",\"assertion\":\"x\"}");
        byte[] refused = bytes("{\"client_secret\":\"" + Fixture.SECRET);
        JsonBody body = new JsonBody(settings, Parameter.CLIENT_SECRET);

        assertThat(body.read(json).get(Parameter.CLIENT_SECRET)).isEqualTo(Fixture.SECRET);
        isWiped(json);
        assertThatThrownBy(() -> body.read(refused)).isInstanceOf(Refusal.class);
        isWiped(refused);
    }

    private static void isWiped(byte[] bytes) {
        assertThat(bytes).containsOnly(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
