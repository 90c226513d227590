package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.abi.Layout;
import dev.vespula.component.types.FunctionType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import java.util.List;

/**
 * Writes the entry of a function of numbers: what the host calls, with core values that are right, and gets a result that is. So such
 * a call is one call of a core function.
 */
final class EntryWriter {
    private EntryWriter() {}

    /**
     * The module of an entry.
     *
     * @param core the type of the function that was lifted
     */
    static AdapterCode write(FunctionType type, FuncType core, AdapterShape shape) {
        AdapterModule module = new AdapterModule();
        Borders borders = new Borders(module, shape);
        Resources none = new Resources();
        List<NumType> params = AdapterModule.numbers(core.params());
        List<NumType> results = AdapterModule.numbers(core.results());
        Body code = module.add(params, results);
        CalleeFrame frame = new CalleeFrame(module, shape, borders);
        frame.enter(code);
        for (int i = 0; i < params.size(); i++) {
            code.get(i);
        }
        borders.guarded(code, Provision.FUNCTION, params, results);
        int result = -1;
        if (!results.isEmpty()) {
            result = code.local(results.get(0));
            code.set(result);
        }
        if (type.result().isPresent()) {
            int lifted = code.local(results.get(0));
            code.get(result);
            new Conversions(module, borders, new Strings(module, shape, borders), none, new Flattening(
                    NumType.I32), new Layout(Integer.BYTES)).flat(code, type.result().get(),
                            Side.CALLEE);
            code.set(lifted);
            frame.postReturn(code, result, results);
            frame.leave(code);
            code.get(lifted);
        } else {
            frame.postReturn(code, result, results);
            frame.leave(code);
        }
        return new AdapterCode(module.toBytes(code), module.imports(), none.types());
    }
}
