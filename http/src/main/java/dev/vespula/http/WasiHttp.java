package dev.vespula.http;

import dev.vespula.Engine;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.http.internal.client.HttpInterfaces;
import dev.vespula.http.internal.serve.ComponentHandler;
import dev.vespula.wasi.Wasi;
import org.jspecify.annotations.Nullable;

/**
 * {@code wasi:http} 0.2: components as handlers of requests.
 *
 * <pre>{@code
 * Component component = Component.of(engine, Path.of("hello.wasm"));
 * HttpHandler handler = WasiHttp.handler(engine, component, HttpOptions.DEFAULT);
 * HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
 * server.createContext("/", new JdkHttpHandler(handler));
 * server.start();
 * }</pre>
 */
public final class WasiHttp {
    private WasiHttp() {}

    /**
     * A handler of requests. The component is linked once, so that what it lacks is known at once.
     *
     * @throws dev.vespula.LinkException if it wants something that is not there, or does not export {@code wasi:http/incoming-handler}
     * @throws IllegalArgumentException if it is of another engine
     */
    public static HttpHandler handler(Engine engine, Component component, HttpOptions options) {
        return new ComponentHandler(engine, component, options);
    }

    /**
     * Defines {@code wasi:http/types} and {@code outgoing-handler} for components that make requests and are no handlers.
     *
     * @param wasi the process, which the linker has already ({@link Wasi#addTo(ComponentLinker)})
     * @param options of which what concerns the requests of components is used: network, resolver, certificates. Each call makes
     *     a client of its own, with its connections, which lives as long as the linker and what was linked with it.
     * @throws dev.vespula.LinkException if one of the names is taken; nothing is defined then
     */
    public static <T extends @Nullable Object> void addTo(ComponentLinker<T> linker, Wasi wasi, HttpOptions options) {
        HttpInterfaces.define(linker, PerInstance.of(store -> wasi), options);
    }
}
