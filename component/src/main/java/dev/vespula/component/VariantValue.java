package dev.vespula.component;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a variant type.
 *
 * <pre>{@code
 * Object cash = new VariantValue("cash");
 * Object card = new VariantValue("card", "1234");
 * ValueType payment = new VariantType(List.of(
 *         new VariantType.Case("cash", Optional.empty()),
 *         new VariantType.Case("card", Optional.of(Primitive.STRING))));
 * System.out.println(Wave.print(card, payment));           // card("1234")
 * }</pre>
 *
 * @param name the name of the case
 * @param payload its payload; null for a case without one
 */
public record VariantValue(String name, @Nullable Object payload) {
    /** A case without payload. */
    public VariantValue(String name) {
        this(name, null);
    }

    /** Checks that there is a name. */
    public VariantValue {
        Objects.requireNonNull(name, "name");
    }
}
