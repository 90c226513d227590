package dev.vespula.internal.translate;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.stop.StopCheck;
import dev.vespula.internal.validate.FunctionValidator;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns function bodies into register IR. One pass over the body: the validator reads and checks each instruction and tells
 * the translator, which keeps operands as slots, constants or expressions that are not written yet:
 *
 * <ol>
 * <li>An operator without an effect becomes a tree over the trees of its operands ({@link Expressions}); nothing is
 *     written.
 * <li>A statement (a local set, a store, a call, a branch) is written when its instruction comes, with the trees of its
 *     operands. Before that, whatever still waits on the operand stack and would notice is forced into its slot
 *     ({@link OperandStack}).
 * <li>Where paths meet, values are at fixed slots ({@link BlockPart}, {@link BranchPart}).
 * <li>Fuel is summed up by unit while the instructions pass ({@link FuelUnits}).
 * </ol>
 *
 * <p>So a function that was validated with its module is validated once more when it is translated: the validator is what
 * reads the code, knows which values a block takes and gives, and which references a frame holds. That is a third of a
 * translation, once for each function that runs; a second reader without the checks, which would have to agree with the
 * first about every byte, would save less than that.
 *
 * <p>Thread-safe; every call works on buffers of its own.
 */
public final class Translator {
    private final TranslatorOptions options;
    /** Buffers that no translation uses now; one set is enough, since another one costs just its allocation. */
    private final AtomicReference<FunctionTranslator> idle = new AtomicReference<>();

    /** What translates with some options. */
    public Translator(TranslatorOptions options) {
        this.options = options;
    }

    /**
     * Validates and translates a function body.
     *
     * @param module   the module
     * @param function index of a function that is not imported
     * @param stop     ends the translation with an exception when it is no longer wanted; may be null
     * @return the IR; the same for every translation with equal options
     * @throws dev.vespula.MalformedException when the body is malformed
     * @throws dev.vespula.InvalidException   when the body is invalid
     * @throws dev.vespula.LimitException     when the body exceeds a limit
     */
    public IrFunction translate(ModuleModel module, int function, StopCheck stop) {
        FunctionTranslator translator = take();
        translator.reset(module, options);
        translator.validator(module).validate(function, translator, stop);
        IrFunction result = translator.result();
        leave(translator);
        return result;
    }

    /**
     * The references in frames of a function.
     *
     * @param pcs of statements of a translation with the same options, ascending
     * @return what may be read by an execution that stands at each of the pcs; null for one that begins no statement
     */
    public FrameTypes[] references(ModuleModel module, int function, int[] pcs) {
        FunctionTranslator translator = take();
        translator.reset(module, options);
        FunctionValidator validator = translator.validator(module);
        LiveReferences references = translator.watch(validator, pcs);
        validator.validate(function, translator, null);
        leave(translator);
        return references.found();
    }

    private FunctionTranslator take() {
        FunctionTranslator translator = idle.getAndSet(null);
        return translator == null ? new FunctionTranslator() : translator;
    }

    private void leave(FunctionTranslator translator) {
        translator.clear();
        if (translator.isWorthKeeping()) {
            idle.set(translator);
        }
    }
}
