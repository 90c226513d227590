package dev.vespula.component.internal.abi;

import dev.vespula.types.NumType;
import java.util.ArrayList;
import java.util.List;

/**
 * The core types that values become, as far as they can be passed so: more than {@link #MOST} never are, and are not listed,
 * because a type of a few bytes can stand for millions. CanonicalABI.md, "Flattening".
 */
final class FlatTypes {
    /** The most core values for the parameters of a function. */
    static final int MOST = 16;
    /** In place of a list that would be too long. */
    static final List<NumType> TOO_MANY = new ArrayList<>();

    private FlatTypes() {}

    /** One type after the other. */
    static List<NumType> ofAll(List<ValuePlan> plans) {
        List<NumType> all = new ArrayList<>();
        for (ValuePlan plan : plans) {
            if (plan.flat() == TOO_MANY || all.size() + plan.flat().size() > MOST) {
                return TOO_MANY;
            }
            all.addAll(plan.flat());
        }
        return all;
    }

    /** The same type several times. */
    static List<NumType> repeated(ValuePlan plan, int times) {
        if (plan.flat() == TOO_MANY || (long) plan.flat().size() * times > MOST) {
            return TOO_MANY;
        }
        List<NumType> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(plan.flat());
        }
        return all;
    }

    /** A discriminant, and then what holds the payload of any case; null among the payloads for none. */
    static List<NumType> ofVariant(List<ValuePlan> payloads) {
        List<NumType> joined = new ArrayList<>(List.of(NumType.I32));
        for (ValuePlan payload : payloads) {
            if (payload == null) {
                continue;
            }
            if (payload.flat() == TOO_MANY) {
                return TOO_MANY;
            }
            for (int i = 0; i < payload.flat().size(); i++) {
                NumType type = payload.flat().get(i);
                if (i + 1 < joined.size()) {
                    joined.set(i + 1, join(joined.get(i + 1), type));
                } else {
                    joined.add(type);
                }
            }
        }
        return joined.size() > MOST ? TOO_MANY : joined;
    }

    private static NumType join(NumType one, NumType other) {
        if (one == other) {
            return one;
        }
        return isNarrow(one) && isNarrow(other) ? NumType.I32 : NumType.I64;
    }

    static boolean isNarrow(NumType type) {
        return type == NumType.I32 || type == NumType.F32;
    }
}
