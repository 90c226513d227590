package dev.vespula.bench.peers.endive;

import dev.vespula.bench.BenchEngine;
import dev.vespula.bench.ProgramSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasi.WasiExitException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Endive's interpreter. */
public class EndiveEngine implements BenchEngine {
    private final String name;

    /** The interpreter. */
    public EndiveEngine() {
        this("endive");
    }

    /** A way of executing with a name of its own. */
    protected EndiveEngine(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Object decode(byte[] wasm) {
        WasmModule module = Parser.parse(wasm);
        return new Decoded(module, machines(module));
    }

    /** What makes the machine of an instance, or null for the interpreter. */
    protected java.util.function.Function<Instance, Machine> machines(WasmModule module) {
        return null;
    }

    @Override
    public Guest instantiate(Object module, Clock clock) {
        HostFunction now = new HostFunction("env", "clock_ms", FunctionType.of(List.of(), List.of(ValType.I32)),
                (instance, args) -> new long[] {clock.milliseconds()});
        return new EndiveGuest(((Decoded) module).builder()
                .withImportValues(ImportValues.builder().addFunction(now).build())
                .withStart(false)
                .build());
    }

    @Override
    public Object instantiateWithStubs(Object decoded) {
        WasmModule module = ((Decoded) decoded).module();
        List<ImportFunction> stubs = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            if (module.importSection().getImport(i) instanceof FunctionImport one) {
                FunctionType type = module.typeSection().getType(one.typeIndex());
                long[] zeros = new long[type.returns().size()];
                stubs.add(new HostFunction(one.module(), one.name(), type, (instance, args) -> zeros));
            }
        }
        return ((Decoded) decoded).builder()
                .withImportValues(ImportValues.builder().withFunctions(stubs).build())
                .withStart(false)
                .build();
    }

    @Override
    public int execute(Object module, ProgramSetting setting) throws IOException {
        WasiOptions.Builder options = WasiOptions.builder().withArguments(setting.args()).withStdout(setting.stdout())
                .withStderr(setting.stderr()).withThrowOnExit0(false);
        setting.env().forEach(options::withEnvironment);
        setting.folders().forEach(options::withDirectory);
        if (setting.stdin() != null) {
            options.withStdin(Files.newInputStream(setting.stdin()));
        }
        try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options.build()).build()) {
            ((Decoded) module).builder()
                    .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
                    .build();
            return 0;
        } catch (WasiExitException exit) {
            return exit.exitCode();
        }
    }

    private record Decoded(WasmModule module, java.util.function.Function<Instance, Machine> machines) {
        Instance.Builder builder() {
            Instance.Builder builder = Instance.builder(module);
            return machines == null ? builder : builder.withMachineFactory(machines);
        }
    }

    private record EndiveGuest(Instance instance) implements Guest {
        @Override
        public Function function(String export) {
            ExportFunction function = instance.export(export);
            FunctionType type = instance.exportType(export);
            boolean takesNothing = type.params().isEmpty();
            ValType result = type.returns().isEmpty() ? null : type.returns().get(0);
            return argument -> toJava(result, takesNothing ? function.apply() : function.apply(argument));
        }

        @Override
        public void write(int address, byte[] data) {
            instance.memory().write(address, data);
        }

        private static Object toJava(ValType type, long[] results) {
            if (type == null) {
                return null;
            }
            long bits = results[0];
            if (type.equals(ValType.I32)) {
                return (int) bits;
            }
            if (type.equals(ValType.F32)) {
                return Float.intBitsToFloat((int) bits);
            }
            if (type.equals(ValType.F64)) {
                return Double.longBitsToDouble(bits);
            }
            return bits;
        }
    }
}
