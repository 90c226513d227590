/**
 * {@code wasi:http}: components that answer HTTP requests, behind any server, and that make them. {@link dev.vespula.http.WasiHttp} is
 * the way in.
 */
module dev.vespula.http {
    requires transitive dev.vespula.wasi;
    requires java.net.http;
    requires static jdk.httpserver;
    requires static jdk.jfr;
    requires static jakarta.servlet;
    requires static org.jspecify;

    exports dev.vespula.http;
}
