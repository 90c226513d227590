package dev.vespula.examples.javascript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vespula.Caller;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.ExceededLimit;
import dev.vespula.GuestAllocator;
import dev.vespula.GuestBuffer;
import dev.vespula.HostArgs;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.WasmException;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluates scripts that nobody has to trust, each in an interpreter of its own (QuickJS). They can call the functions that they are
 * given and nothing else. Values are what JSON has: maps, lists, strings, numbers. For any number of threads at once.
 *
 * <pre>{@code
 * JavaScriptSandbox sandbox = new JavaScriptSandbox(limits, Map.of("price", arguments -> prices.get(arguments.get(0))));
 * Object total = sandbox.evaluate("['tea', 'jam'].map(price).reduce((a, b) => a + b)");
 * }</pre>
 */
public final class JavaScriptSandbox {
    /** What stands between the two halves of a call from a script: the answer, until the interpreter has room for it. */
    private static final class Call {
        private byte[] answer;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Engine engine = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
    private final Prepared<Call> quickjs;
    private final List<Function<List<Object>, Object>> functions;
    /** An interpreter that has started, of which each script gets a copy. */
    private final Snapshot ready;
    private final StoreLimits limits;

    /** A sandbox whose scripts know these functions by their names, and of which each has these limits. */
    public JavaScriptSandbox(StoreLimits limits, Map<String, Function<List<Object>, Object>> functions) throws IOException {
        this.limits = limits;
        this.functions = new ArrayList<>(functions.values());
        Linker<Call> linker = new Linker<>(engine);
        Wasi.builder().build().addTo(linker);
        linker.func("host", "call", this::call);
        linker.func("host", "take", (caller, args) -> caller.memory("memory").write(args.i32(0),
                caller.data().answer));
        quickjs = linker.prepare(Module.ofResource(engine, JavaScriptSandbox.class, "sandbox.wasm"));
        try (Store<Call> store = new Store<>(engine, new Call())) {
            store.setFuel(Long.MAX_VALUE);
            Instance instance = quickjs.instantiate(store).initialize();
            instance.func("start").callI32();
            GuestAllocator allocator = GuestAllocator.of(instance, "malloc", "free");
            int number = 0;
            for (String name : functions.keySet()) {
                try (GuestBuffer text = allocator.copyOfCString(name)) {
                    instance.func("define").callVoid(text.pointer(), number++);
                }
            }
            ready = Snapshot.of(instance);
        }
    }

    /** The first half: calls a function, and says how long the answer is, or how long the message is, as -1 minus its length. */
    private void call(Caller<Call> caller, HostArgs args) {
        byte[] json = caller.memory("memory").read(args.i32(1), args.i32(2));
        Call call = caller.data();
        int length;
        try {
            List<Object> arguments = JSON.readerForListOf(Object.class).readValue(new String(json, StandardCharsets.UTF_8));
            call.answer = JSON.writeValueAsBytes(functions.get(args.i32(0)).apply(arguments));
            length = call.answer.length;
        } catch (JsonProcessingException | RuntimeException e) {
            call.answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            length = -1 - call.answer.length;
        }
        args.result(0, length);
    }

    /**
     * Evaluates a script.
     *
     * @return the value of its last statement, or what that promised; null for undefined
     * @throws ScriptException if it threw something, or went beyond a limit
     */
    public Object evaluate(String script) {
        try (Store<Call> store = new Store<>(engine, new Call()).limits(limits)) {
            Instance instance = ready.restore(store, quickjs).instance();
            Memory memory = instance.memory("memory");
            try (GuestBuffer text = GuestAllocator.of(instance, "malloc", "free").copyOf(script + "\0")) {
                boolean isValue = instance.func("evaluate").callI32(text.pointer(), text.length() - 1) != 0;
                int address = instance.func("result").callI32();
                String result = address == 0 ? "null" : memory.readCString(address);
                if (!isValue) {
                    throw new ScriptException(ScriptException.Reason.THROWN, result, null);
                }
                return JSON.readValue(result, Object.class);
            }
        } catch (WasmException e) {
            throw new ScriptException(e.exceededLimit().map(JavaScriptSandbox::reason).orElse(ScriptException.Reason.CRASHED),
                    e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new ScriptException(ScriptException.Reason.THROWN, "no value to be had: " + e.getOriginalMessage(), e);
        }
    }

    private static ScriptException.Reason reason(ExceededLimit limit) {
        return switch (limit) {
            case FUEL -> ScriptException.Reason.TOO_MUCH_WORK;
            case TIME -> ScriptException.Reason.TOO_SLOW;
            case MEMORY -> ScriptException.Reason.TOO_MUCH_MEMORY;
            default -> ScriptException.Reason.CRASHED;
        };
    }
}
