package dev.vespula.internal.snapshot;

import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.ReferenceTypes;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Continuations that come out of a file: first what they take and give, then what they consist of. */
final class RestoredContinuations {
    private final StoreState store;
    private final List<ModuleInstance> instances;
    private final ReferenceTypes types;

    RestoredContinuations(StoreState store, List<ModuleInstance> instances, ReferenceTypes types) {
        this.store = store;
        this.instances = instances;
        this.types = types;
    }

    static boolean isContinuation(ObjectImage image) {
        return image instanceof ObjectImage.Consumed || image instanceof ObjectImage.Fresh
                || image instanceof ObjectImage.Suspended;
    }

    /** Says what an object takes and gives, if it is a continuation; all objects exist. */
    void setTypes(Object object, ObjectImage from, IntFunction<Object> objects) {
        if (from instanceof ObjectImage.Fresh image) {
            Signature signature = function(image, objects).signature;
            int bound = bound(signature, image);
            ((ContinuationInstance) object).setTypes(Arrays.copyOfRange(signature.params, bound, signature.params.length),
                    signature.results);
            // So that it fits where it is referred to; what is bound comes next.
            ((ContinuationInstance) object).giveBack(function(image, objects), image.cells(), null);
        } else if (from instanceof ObjectImage.Suspended image) {
            try {
                store.engine.executor.setTypes((ContinuationInstance) object, activation(image, null));
            } catch (Activation.Mismatch e) {
                throw StateRestorer.refused(e);
            }
        }
    }

    /** Gives a continuation what it consists of. */
    void fill(Object object, ObjectImage from, IntFunction<Object> objects) {
        if (from instanceof ObjectImage.Fresh image) {
            Object[] refs = references(image.refs(), objects);
            Signature signature = function(image, objects).signature;
            for (int k = 0; k < bound(signature, image); k++) {
                if (ValTypes.isReference(signature.params[k])) {
                    Object value = refs == null ? null : refs[signature.paramSlot(k)];
                    StateRestorer.require(types.fits(signature.params[k], value), "a bound argument of the wrong type");
                }
            }
            ((ContinuationInstance) object).giveBack(function(image, objects), image.cells(), refs);
        } else if (from instanceof ObjectImage.Suspended image) {
            try {
                store.engine.executor.fill((ContinuationInstance) object, activation(image, references(image.refs(), objects)));
            } catch (Activation.Mismatch e) {
                throw StateRestorer.refused(e);
            }
        }
    }

    private Activation activation(ObjectImage.Suspended image, Object[] refs) {
        return new Activation(StateRestorer.frames(instances, image.frames()), image.cells(), refs, 0, null);
    }

    private static Object[] references(int[] refs, IntFunction<Object> objects) {
        return refs.length == 0 ? null : Arrays.stream(refs).mapToObj(objects).toArray();
    }

    private FunctionInstance function(ObjectImage.Fresh image, IntFunction<Object> objects) {
        Object function = objects.apply(image.function());
        StateRestorer.require(function instanceof FunctionInstance made && made.store == store,
                "a continuation of no function");
        return (FunctionInstance) function;
    }

    /** How many arguments are bound. */
    private static int bound(Signature signature, ObjectImage.Fresh image) {
        int count = ValTypes.countIn(image.cells().length, signature.params);
        StateRestorer.require(count >= 0 && (image.refs().length == 0 || image.refs().length == image.cells().length),
                "a continuation with too many or few bound arguments");
        return count;
    }
}
