package dev.vespula.bench.peers;

import dev.vespula.bench.BenchEngine;
import java.util.ArrayList;
import java.util.List;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Endive's interpreter. */
public final class EndiveEngine implements BenchEngine {
    @Override
    public String name() {
        return "endive";
    }

    @Override
    public Guest instantiate(byte[] wasm, Clock clock) {
        HostFunction now = new HostFunction("env", "clock_ms", FunctionType.of(List.of(), List.of(ValType.I32)),
                (instance, args) -> new long[] {clock.milliseconds()});
        return new EndiveGuest(Instance.builder(Parser.parse(wasm))
                .withImportValues(ImportValues.builder().addFunction(now).build())
                .withStart(false)
                .build());
    }

    @Override
    public void instantiateWithStubs(byte[] wasm) {
        WasmModule module = Parser.parse(wasm);
        List<ImportFunction> stubs = new ArrayList<>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            if (module.importSection().getImport(i) instanceof FunctionImport one) {
                FunctionType type = module.typeSection().getType(one.typeIndex());
                long[] zeros = new long[type.returns().size()];
                stubs.add(new HostFunction(one.module(), one.name(), type, (instance, args) -> zeros));
            }
        }
        Instance.builder(module)
                .withImportValues(ImportValues.builder().withFunctions(stubs).build())
                .withStart(false)
                .build();
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
