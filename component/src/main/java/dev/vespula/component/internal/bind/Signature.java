package dev.vespula.component.internal.bind;

import dev.vespula.component.HostCall;
import dev.vespula.component.Result;
import dev.vespula.component.internal.abi.CaseShape;
import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.abi.JavaSide;
import dev.vespula.component.internal.abi.Plans;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.ValueType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the type of a function with the signature of a method, and makes a plan for the latter's classes. */
final class Signature {
    /** The parameter that a method of a resource is called on. */
    static final String SELF = "self";

    private final FunctionName name;
    private final FunctionType type;
    private final JavaType owner;
    private final Method method;
    private final Direction direction;
    private final Draft draft;
    private ErrorClass errors;

    /** Who calls whom. */
    enum Direction {
        /** Methods call functions of a component. */
        EXPORT,
        /** A component calls methods. */
        IMPORT
    }

    Signature(FunctionName name, FunctionType type, JavaType owner, Method method, Direction direction, Draft draft) {
        this.name = name;
        this.type = type;
        this.owner = owner;
        this.method = method;
        this.direction = direction;
        this.draft = draft;
    }

    /** Whether the function is a method of a resource, which is passed first. */
    boolean takesSelf() {
        return name.resource() != null;
    }

    /** Whether the method wants to know about the call. */
    boolean takesCall() {
        return direction == Direction.IMPORT && method.getParameterCount() > 0
                && method.getParameterTypes()[0] == HostCall.class;
    }

    /** What the method throws for errors; null if it returns results as they are. Known when the plan was made. */
    ErrorClass errors() {
        return errors;
    }

    /** The plan; that of the dynamic API in part if not all fits. */
    FunctionPlan plan() {
        List<JavaType> java = new ArrayList<>();
        if (takesSelf()) {
            java.add(owner);
        }
        Type[] params = method.getGenericParameterTypes();
        for (int i = takesCall() ? 1 : 0; i < params.length; i++) {
            java.add(JavaType.of(params[i], owner.variables()));
        }
        if (java.size() != type.params().size()) {
            int self = takesSelf() ? 1 : 0;
            draft.refuse(name.full() + ": " + TypeWords.of(type) + " in WIT, " + described() + " in Java: "
                    + (type.params().size() - self) + " parameters in WIT, " + (java.size() - self) + " in Java");
            return null;
        }
        JavaSide result = type.result().map(this::result).orElse(null);
        if (result == null) {
            checkNothing("the function");
        }
        return new Plans().of(type, index -> side(type.params().get(index), java.get(index)), result);
    }

    private String described() {
        StringBuilder text = new StringBuilder().append(returned()).append(' ').append(method.getName()).append('(');
        for (Type param : method.getGenericParameterTypes()) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(JavaType.of(param, owner.variables()));
        }
        return text.append(')').toString();
    }

    private JavaType returned() {
        return JavaType.of(method.getGenericReturnType(), owner.variables());
    }

    private JavaSide side(NamedType param, JavaType java) {
        return TypedSide.of(draft, param.type(), java, name.full() + ": " + param.name());
    }

    private void checkNothing(String who) {
        Class<?> returned = method.getReturnType();
        if (returned != void.class && returned != Void.class) {
            draft.refuse(name.full() + ": result: nothing in WIT, " + returned() + " in Java: " + who + " returns nothing");
        }
    }

    private JavaSide result(ValueType wit) {
        String place = name.full() + ": result";
        JavaType java = returned();
        if (!(wit instanceof ResultType outcome) || java.raw() == Result.class || java.raw() == Object.class) {
            return TypedSide.of(draft, wit, java, place);
        }
        if (outcome.ok().isEmpty()) {
            checkNothing("success of " + TypeWords.of(wit));
        }
        errors = ErrorClass.of(method, outcome.error().isPresent(), place + ".err", draft);
        if (errors == null) {
            return TypedSide.of(draft, wit, JavaType.OBJECT, place);
        }
        if ((direction == Direction.EXPORT ? errors.constructor() : errors.accessor()) == null) {
            draft.refuse(place + ".err: " + errors.type().getName() + (direction == Direction.EXPORT
                    ? " has no constructor that takes what payload() returns"
                    : " has no method payload() that returns the error"));
        }
        JavaSide ok = side(outcome.ok(), java, place + ".ok");
        JavaSide err = side(outcome.error(), errors.payload(), place + ".err");
        return new TypedSide(draft, java, place) {
            @Override
            public Shaped<CaseShape> result(ResultType same) {
                return new Shaped<>(CaseShape.RESULT, index -> index == 0 ? ok : err);
            }
        };
    }

    private JavaSide side(Optional<ValueType> wit, JavaType java, String place) {
        return wit.map(there -> TypedSide.of(draft, there, java, place)).orElse(null);
    }
}
