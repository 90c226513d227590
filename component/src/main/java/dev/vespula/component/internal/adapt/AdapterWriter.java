package dev.vespula.component.internal.adapt;

import dev.vespula.component.internal.abi.Flattening;
import dev.vespula.component.internal.abi.Layout;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import java.util.List;

/** Writes the adapter of a function type. CanonicalABI.md, {@code canon_lower} and {@code canon_lift}. */
final class AdapterWriter {
    private static final List<NumType> NOTHING = List.of();
    private static final List<NumType> WORD = List.of(NumType.I32);

    private final FunctionType type;
    private final AdapterShape shape;
    private final AdapterModule module = new AdapterModule();
    private final Borders borders;
    private final Resources resources = new Resources();
    private final Conversions conversions;
    private final Flattening flattening = new Flattening(NumType.I32);
    private final Layout layout = new Layout(Integer.BYTES);
    private final TupleType params;
    private final List<NumType> flatParams;
    private final List<NumType> flatResult;
    private final Body code;

    private AdapterWriter(FunctionType type, FuncType lowered, AdapterShape shape) {
        this.type = type;
        this.shape = shape;
        this.borders = new Borders(module, shape);
        this.conversions = new Conversions(module, borders, new Strings(module, shape, borders), resources, flattening,
                layout);
        this.params = new TupleType(type.params().stream().map(NamedType::type).toList());
        this.flatParams = flattening.parameters(type);
        this.flatResult = flattening.result(type);
        this.code = module.add(AdapterModule.numbers(lowered.params()), AdapterModule.numbers(lowered.results()));
    }

    /**
     * The module of an adapter.
     *
     * @param lowered the type of the core function that the caller calls
     */
    static AdapterCode write(FunctionType type, FuncType lowered, AdapterShape shape) {
        return new AdapterWriter(type, lowered, shape).write();
    }

    private boolean spillsParams() {
        return flatParams.size() > Flattening.MAX_FLAT_PARAMS;
    }

    private boolean spillsResult() {
        return flatResult.size() > Flattening.MAX_FLAT_RESULTS;
    }

    private AdapterCode write() {
        PassedTypes passed = PassedTypes.of(type);
        if (passed.areAsynchronous()) {
            borders.trap(code, Fault.UNSUPPORTED);
            return code();
        }
        if (spillsParams() || spillsResult() || passed.needMemory()) {
            for (Side side : Side.values()) {
                module.memory(Provision.of(Provision.Kind.MEMORY, side), shape.pageSizeLog2(side));
            }
        }
        CalleeFrame frame = new CalleeFrame(module, shape, borders);
        frame.enter(code);
        int result = call();
        int lowered = result(result);
        frame.postReturn(code, result, spillsResult() ? WORD : flatResult);
        frame.leave(code);
        if (resources.areLent()) {
            code.callImport(module.function(Provision.DELIVERED, NOTHING, NOTHING));
        }
        if (!code.results().isEmpty()) {
            code.get(lowered);
        }
        return code();
    }

    private AdapterCode code() {
        return new AdapterCode(module.toBytes(code), module.imports(), resources.types());
    }

    /** Calls the callee; gives the local with its result, if it has one. */
    private int call() {
        List<NumType> taken = flatParams;
        if (spillsParams()) {
            taken = WORD;
            long size = layout.size(params);
            borders.checkPointer(code, Side.CALLER, 0, size, layout.alignment(params), Subject.PARAMETERS);
            int target = code.local(NumType.I32);
            borders.allocate(code, Side.CALLEE, body -> body.i32((int) size), layout.alignment(params), Subject.PARAMETERS);
            code.set(target);
            conversions.members(code, params.members(), Side.CALLER, 0, target);
            code.get(target);
        } else {
            int next = 0;
            for (ValueType param : params.members()) {
                next = conversions.flatMember(code, param, Side.CALLER, next);
            }
        }
        List<NumType> given = spillsResult() ? WORD : flatResult;
        borders.guarded(code, Provision.FUNCTION, taken, given);
        int result = -1;
        if (!given.isEmpty()) {
            result = code.local(given.get(0));
            code.set(result);
        }
        if (resources.areLent()) {
            code.callImport(module.function(Provision.RETURNED, NOTHING, NOTHING));
        }
        return result;
    }

    /** Takes the result to the caller; gives the local with what the caller gets, if it is a core value. */
    private int result(int result) {
        if (type.result().isEmpty()) {
            return -1;
        }
        ValueType of = type.result().get();
        if (spillsResult()) {
            int room = code.params().size() - 1;
            long size = layout.size(of);
            borders.checkPointer(code, Side.CALLEE, result, size, layout.alignment(of), Subject.RESULT);
            borders.checkPointer(code, Side.CALLER, room, size, layout.alignment(of), Subject.ROOM);
            conversions.stored(code, of, Side.CALLEE, result, room, 0);
            return -1;
        }
        int lowered = code.local(flatResult.get(0));
        code.get(result);
        conversions.flat(code, of, Side.CALLEE);
        code.set(lowered);
        return lowered;
    }
}
