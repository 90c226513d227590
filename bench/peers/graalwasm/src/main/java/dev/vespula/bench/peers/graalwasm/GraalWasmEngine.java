package dev.vespula.bench.peers.graalwasm;

import dev.vespula.bench.BenchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** GraalWasm on the JDK that runs it: its interpreter, unless that JDK brings the Graal compiler. */
public final class GraalWasmEngine implements BenchEngine {
    /** Whatever the programs of the start-up set import. */
    private static final ProxyExecutable STUB = arguments -> 0;

    /** Made at the first use, so that looking for engines does not start it. */
    private Engine engine;

    @Override
    public String name() {
        return "graalwasm";
    }

    @Override
    public Object decode(byte[] wasm) {
        if (engine == null) {
            engine = Engine.newBuilder("wasm").option("engine.WarnInterpreterOnly", "false").build();
        }
        Context context = Context.newBuilder("wasm").engine(engine).build();
        try {
            return context.eval(Source.newBuilder("wasm", ByteSequence.create(wasm), "module").cached(false).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Guest instantiate(Object module, Clock clock) {
        ProxyExecutable now = arguments -> clock.milliseconds();
        ProxyObject env = ProxyObject.fromMap(new HashMap<>(Map.of("clock_ms", now)));
        return new GraalGuest(instance(module, ProxyObject.fromMap(new HashMap<>(Map.of("env", env)))).getMember("exports"));
    }

    @Override
    public Object instantiateWithStubs(Object module) {
        return instance(module, new Any(new Any(STUB)));
    }

    private static Value instance(Object module, ProxyObject imports) {
        return ((Value) module).newInstance(imports);
    }

    /** Has a member of any name, always the same. */
    private record Any(Object member) implements ProxyObject {
        @Override
        public Object getMember(String name) {
            return member;
        }

        @Override
        public Object getMemberKeys() {
            return new Object[0];
        }

        @Override
        public boolean hasMember(String key) {
            return true;
        }

        @Override
        public void putMember(String key, Value value) {
            throw new UnsupportedOperationException("imports are not written to");
        }
    }

    private record GraalGuest(Value exports) implements Guest {
        @Override
        public Function function(String export) {
            Value function = exports.getMember(export);
            if (function == null) {
                throw new IllegalArgumentException("no export " + export);
            }
            return new GraalFunction(function);
        }

        @Override
        public void write(int address, byte[] data) {
            Value memory = exports.getMember("memory");
            for (int i = 0; i < data.length; i++) {
                memory.writeBufferByte(Integer.toUnsignedLong(address) + i, data[i]);
            }
        }
    }
}
