package io.tokenmint.compatibility.micronaut;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.EndpointResponse;
import io.tokenmint.http.TokenEndpoint;
import java.io.ByteArrayInputStream;
import java.util.Objects;
import java.util.Optional;

@Controller
class MicronautController {
    private final TokenEndpoint endpoint;

    MicronautController(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Post("/oauth/token")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> token(HttpRequest<?> request, @Body byte[] form) {
        EndpointResponse answer = endpoint.handle(new EndpointRequest(
                request.getMethodName(),
                Objects.requireNonNullElse(request.getUri().getRawQuery(), ""),
                request.getHeaders()::getAll,
                new ByteArrayInputStream(form),
                request.isSecure(),
                Optional.of(request.getRemoteAddress().getAddress().getHostAddress())));
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(answer.status(), "").body(answer.body());
        answer.headers().forEach(response::header);
        return response;
    }
}
