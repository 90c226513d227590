package dev.vespula.http.internal.serve;

import dev.vespula.AsyncStep;
import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.component.PreparedComponent;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.internal.client.HttpInterfaces;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.internal.io.ResourceCount;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** An instance of the component with its store and its process. Answers one request at a time. */
final class Guest implements AutoCloseable {
    /** What is exported; any version of 0.2 will do. */
    static final String INTERFACE = "wasi:http/incoming-handler@0.2.12";

    private final Store<Wasi> store;
    private final Wasi process;
    private final ComponentInstance instance;
    private final ComponentFunc handle;
    private int uses;

    private Guest(Store<Wasi> store, Wasi process, ComponentInstance instance) {
        this.store = store;
        this.process = process;
        this.instance = instance;
        this.handle = instance.findInstance(INTERFACE).flatMap(found -> found.findFunc("handle")).orElseThrow(
                () -> new LinkException(
                        "the component does not export `" + INTERFACE + "` with `handle`"));
    }

    /** Makes an instance; what is in the way is thrown, and nothing is left. */
    static Guest of(PreparedComponent<Wasi> component, HttpOptions options) throws Exception {
        Wasi process = options.process().call();
        try {
            Store<Wasi> store = new Store<>(component.component().engine(), process);
            store.limiter(StoreLimits.unlimited().withTotalBytes(options.maxMemory()));
            allow(store, options);
            return new Guest(store, process, component.instantiate(store));
        } catch (RuntimeException | Error failed) {
            process.close();
            throw failed;
        }
    }

    /** Finds what the component imports, once for all instances. */
    static PreparedComponent<Wasi> prepare(Component component, HttpOptions options) {
        ComponentLinker<Wasi> linker = new ComponentLinker<>(component.engine());
        PerInstance<Wasi, Wasi> process = PerInstance.of(Store::data);
        Wasi.addTo(linker, process);
        HttpInterfaces.define(linker, process, options);
        return linker.prepare(component);
    }

    private static void allow(Store<?> store, HttpOptions options) {
        options.fuel().ifPresent(store::setFuel);
        store.setTimeout(options.timeout());
    }

    /** Begins a request: gives the function that answers it. */
    ComponentFunc begin(HttpOptions options) {
        store.clearInterrupt();
        allow(store, options);
        uses++;
        return handle;
    }

    int uses() {
        return uses;
    }

    Store<Wasi> store() {
        return store;
    }

    ResourceCount resources() {
        return process.resources();
    }

    /** Ends the instance when nothing runs in its store any more. */
    CompletableFuture<?> end(Executor executor) {
        return store.inTurns(executor, () -> {
            close();
            return new AsyncStep.Done<>(null);
        });
    }

    /** Ends the instance: what the guest holds is dropped. */
    @Override
    public void close() {
        try {
            instance.close();
            process.close();
        } catch (IOException | RuntimeException e) {
            System.getLogger("dev.vespula.http").log(Level.WARNING, "an instance left something that could not be closed", e);
        }
    }
}
