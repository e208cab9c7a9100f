package io.tokenmint.compatibility.quarkus;

import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.EndpointResponse;
import io.tokenmint.http.TokenEndpoint;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.Objects;
import java.util.Optional;

@Path("/oauth/token")
class QuarkusResource {
    private final TokenEndpoint endpoint;

    QuarkusResource(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response token(byte[] form, @Context HttpServerRequest request) {
        EndpointResponse answer = endpoint.handle(new EndpointRequest(
                request.method().name(),
                Objects.requireNonNullElse(request.query(), ""),
                request.headers()::getAll,
                new ByteArrayInputStream(form),
                request.isSSL(),
                Optional.of(request.remoteAddress().hostAddress())));
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
