package dev.vespula.component.wit;

import java.util.List;
import java.util.Optional;

/**
 * A function of an interface or a world.
 *
 * @param name as in binaries: {@code f}, {@code [method]r.f}, {@code [static]r.f} or {@code [constructor]r}
 * @param form what it is to its resource
 * @param calling whether it may block its caller
 * @param resource what it is a function of; empty for {@link Form#FREE}
 * @param parameters in order; of a method the first is {@code self}
 * @param result what it returns, if anything
 * @param docs what the comments before it say
 */
public record WitFunction(String name, Form form, Calling calling, Optional<WitTypeDef> resource,
        List<WitParameter> parameters, Optional<WitType> result, Optional<String> docs, Optional<WitGate> gate,
        Optional<String> externalId) {

    /** What a function is to a resource. */
    public enum Form {
        FREE, METHOD, STATIC, CONSTRUCTOR
    }

    /** Whether the function was declared {@code async}. */
    public enum Calling {
        SYNC, ASYNC
    }

    public WitFunction {
        parameters = List.copyOf(parameters);
    }

    /** The name without what it says of a resource: {@code f}, or {@code constructor}. */
    public String itemName() {
        switch (form) {
            case FREE :
                return name;
            case CONSTRUCTOR :
                return "constructor";
            default :
                return name.substring(name.indexOf('.') + 1);
        }
    }
}
