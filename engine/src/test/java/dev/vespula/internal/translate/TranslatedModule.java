package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.Disassembler;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrVerifier;
import dev.vespula.internal.validate.CodeSink;
import dev.vespula.internal.validate.FunctionValidator;
import dev.vespula.internal.validate.Instruction;
import dev.vespula.internal.validate.LocalTypes;
import java.util.Map;
import java.util.stream.IntStream;

/** Translates functions of a module for tests and verifies the outcome. */
final class TranslatedModule {
    /** Without fuel, with NaNs as they are computed. */
    static final TranslatorOptions PLAIN = new TranslatorOptions(null, NanResults.AS_COMPUTED);
    static final TranslatorOptions METERED = metered(Map.of());

    private TranslatedModule() {}

    /** With fuel, and other costs for some operators. */
    static TranslatorOptions metered(Map<String, Integer> costs) {
        return new TranslatorOptions(OperatorCosts.of(costs), NanResults.AS_COMPUTED);
    }

    /** Translates a function and verifies its IR. */
    static IrFunction verified(ModuleModel module, int function, TranslatorOptions options) {
        IrFunction ir = new Translator(options).translate(module, function, null);
        IrVerifier.verify(module, ir, locals(module, function));
        return ir;
    }

    /** The verified listing of a function, without its head and without indentation. */
    static String listing(TestModule module, int function, TranslatorOptions options) {
        String text = Disassembler.list(verified(module.decode(), function, options), Disassembler.Detail.PLAIN);
        return text.substring(text.indexOf('\n') + 1).replaceAll("(?m)^ +", "");
    }

    /** Types of the locals of a function, parameters first. */
    static int[] locals(ModuleModel module, int function) {
        LocalsSink sink = new LocalsSink();
        try {
            new FunctionValidator(module).validate(function, sink);
        } catch (Enough enough) {
            return sink.locals;
        }
        throw new IllegalStateException("no body was told");
    }

    private static final class LocalsSink implements CodeSink {
        private int[] locals;

        @Override
        public void begin(int function, int[] params, int[] results, LocalTypes types) {
            locals = IntStream.range(0, types.count()).map(types::type).toArray();
            throw new Enough();
        }

        @Override
        public boolean instruction(Instruction instruction) {
            return true;
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }
}
