package dev.vespula.http.internal.client;

import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.internal.exchange.TypesInterface;
import dev.vespula.wasi.Wasi;

/** All that {@code wasi:http} has for guests to call. */
public final class HttpInterfaces {
    private HttpInterfaces() {}

    /** Defines it for the processes of instances; nothing if a name is taken. */
    public static <T> void define(ComponentLinker<T> linker, PerInstance<T, Wasi> process, HttpOptions options) {
        Destinations destinations = Destinations.of(options);
        Clients clients = new Clients(options.tls());
        ComponentLinker<T> own = new ComponentLinker<>(linker.engine());
        TypesInterface.define(own, process.map(each -> new TypesInterface(each.resources(), options.maxResponseBody())));
        OutgoingHandler.define(own, process.map(each -> new OutgoingHandler(each.resources(), destinations, clients)));
        linker.defineAll(own);
    }
}
