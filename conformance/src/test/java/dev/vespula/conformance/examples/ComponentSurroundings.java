package dev.vespula.conformance.examples;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Those of examples about components. */
public abstract class ComponentSurroundings extends Surroundings {
    /** Something that is asked over the network. */
    protected interface Database {
        CompletableFuture<String> get(String key);
    }

    /** By words that the examples have which need them; the first that is there counts. */
    private static final Map<String, String> COMPONENTS = words();

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("total", DocumentedComponents.SHOP);
        words.put("Basket", DocumentedComponents.BASKETS);
        words.put("Item", DocumentedComponents.ITEMS);
        words.put("HostResource|ResourceHandle", DocumentedComponents.NOTES);
        words.put("greeter|greet", DocumentedComponents.GREETER);
        words.put("handle", DocumentedComponents.HANDLER);
        words.put("asked", DocumentedComponents.QUESTION);
        words.put("callResumable", DocumentedComponents.ASKING);
        return words;
    }

    protected final Engine engine = Engine.create();
    protected final Store<Void> store = new Store<>(engine);
    protected final ComponentLinker<Void> linker = new ComponentLinker<>(engine);
    protected final ComponentLinker<Void> componentLinker = new ComponentLinker<>(engine);
    protected final Component component;
    protected final ComponentInstance instance;
    protected final ComponentInstance componentInstance;
    protected final ComponentFunc func;
    protected final Database database = CompletableFuture::completedFuture;
    protected final Executor executor = Runnable::run;
    protected final OutputStream out;
    protected final InputStream in;

    protected ComponentSurroundings(Setting setting) throws IOException {
        super(setting);
        byte[] text = component(setting).getBytes(StandardCharsets.UTF_8);
        Files.write(dir.resolve("greeter.wasm"), text);
        component = Component.of(engine, text);
        if (setting.mentions("func.callResumable")) {
            linker.func("ask", (call, args) -> {
                throw call.suspend(null);
            });
            func = linker.instantiate(store, component).func("run");
        } else {
            func = null;
        }
        instance = component.imports().isEmpty() ? new ComponentLinker<Void>(engine).instantiate(store, component) : null;
        componentInstance = instance;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        out = written;
        in = new Replay(written);
    }

    private static String component(Setting setting) {
        for (Map.Entry<String, String> use : COMPONENTS.entrySet()) {
            if (setting.mentions(use.getKey())) {
                return use.getValue();
            }
        }
        return DocumentedComponents.SITE;
    }
}
