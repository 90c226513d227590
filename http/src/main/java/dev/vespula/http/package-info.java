/**
 * HTTP with components: {@link dev.vespula.http.WasiHttp}.
 *
 * What a server has to do for it: give a request, take the answer.
 *
 * <pre>{@code
 * HttpObserver observer = (HandledRequest ended) -> System.out.println(ended.method() + " " + ended.status() + " " + ended.duration());
 * HttpHandler hello = WasiHttp.handler(engine, component, HttpOptions.DEFAULT.withObserver(observer).withMaxConcurrent(100));
 *
 * class Request implements HttpExchange {
 *     final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
 *
 *     public String method() { return "GET"; }
 *
 *     public String scheme() { return "http"; }
 *
 *     public String authority() { return "localhost"; }
 *
 *     public String pathWithQuery() { return "/?name=world"; }
 *
 *     public List<HttpField> fields() { return List.of(new HttpField("accept", "text/plain")); }
 *
 *     public Flow.Publisher<ByteBuffer> body() { return java.net.http.HttpRequest.BodyPublishers.noBody(); }
 *
 *     public void respond(HttpResponse response) { answer.complete(response); }
 * }
 *
 * Request request = new Request();
 * CompletableFuture<Void> run = hello.handle(request);
 * HttpResponse response = request.answer.get(10, TimeUnit.SECONDS);
 * System.out.println(response.status() + " " + response.fields());
 * run.cancel(false);
 * hello.close();
 * }</pre>
 */
@NullMarked
package dev.vespula.http;

import org.jspecify.annotations.NullMarked;
