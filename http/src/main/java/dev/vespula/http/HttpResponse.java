package dev.vespula.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * What a component answers.
 *
 * @param status from 200 to 999
 * @param fields in their order; none that concerns the connection, and {@code content-length} at most once
 * @param contentLength how many bytes the body has, if the component has said; 0 if there is none, and for answers that never have
 *     one ({@code HEAD}, 204, 304)
 * @param body is subscribed to once, by the server. It gives bytes as they are asked for: a buffer with an array, of at most 64 KiB,
 *     for each request of one. The end is the end of the body; an error means that the component failed when the head was out
 *     already, and the connection must be broken off so that the client knows. If the client has gone, the server cancels.
 * @param trailers the fields behind the body; known when the body has ended
 */
public record HttpResponse(int status, List<HttpField> fields, OptionalLong contentLength, Flow.Publisher<ByteBuffer> body,
        Supplier<List<HttpField>> trailers) {}
