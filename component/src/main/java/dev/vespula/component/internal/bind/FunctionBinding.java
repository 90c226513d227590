package dev.vespula.component.internal.bind;

import dev.vespula.component.Result;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.Entry;
import dev.vespula.component.internal.abi.FromHost;
import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.abi.GuestResource;
import dev.vespula.component.internal.abi.HostCallee;
import dev.vespula.component.internal.abi.NumberCalls;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.runtime.UserCode;
import dev.vespula.component.types.ResourceType;
import dev.vespula.internal.typed.PerClass;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A method of Java that goes with a function: made once for the type of the function in a component, whatever the instance. */
final class FunctionBinding {
    private final FunctionPlan plan;
    private final List<String> mismatches;
    private final List<ResourceUse> resources;
    /** Null if results are returned as they are. */
    private final ErrorClass errors;
    private final boolean takesSelf;
    private final boolean takesCall;
    private final MethodHandle handle;
    /** What calls entries with some code; null if there is none. */
    private MethodHandle numbers;
    private Object numbersCode;
    /** All bindings of the function, which are held as long as one of them is in use. */
    @SuppressWarnings("unused")
    private final Object owner;

    /** What a binding is found by. */
    private record Key(String name, JavaType owner, Method method, Signature.Direction direction) {
        /** Written out, as {@link #hashCode}: the JDK caches handles of the generated forms, which keep our class loader. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.name.equals(name) && key.owner.equals(owner) && key.method.equals(method)
                    && key.direction == direction;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + owner.hashCode()) + method.hashCode();
        }
    }

    private FunctionBinding(Key key, FunctionName name, FunctionPlan ofFunction, UserLookup lookup, Object owner) {
        Draft draft = new Draft(lookup);
        Signature signature = new Signature(name, ofFunction.type(), key.owner, key.method, key.direction, draft);
        this.plan = signature.plan();
        this.errors = signature.errors();
        this.takesSelf = signature.takesSelf();
        this.takesCall = signature.takesCall();
        this.handle = key.direction == Signature.Direction.EXPORT
                ? BoundMethod.caller(MethodType.methodType(key.method.getReturnType(), key.method.getParameterTypes()))
                : body(key.method, draft);
        this.mismatches = draft.mismatches();
        this.resources = draft.resources();
        this.owner = owner;
    }

    /**
     * What goes with a function and a method.
     *
     * @param owner the interface or class that the method was found in
     * @return what was found out, which may be that they do not fit
     */
    static FunctionBinding of(FunctionName name, FunctionPlan function, JavaType owner, Method method,
            Signature.Direction direction, UserLookup lookup) {
        Key key = new Key(name.full(), owner, method, direction);
        if (!lookup.isKept()) {
            return new FunctionBinding(key, name, function, lookup, null);
        }
        PerClass<Map<Key, FunctionBinding>> ofUsers = function.bindings(PerClass::new);
        Map<Key, FunctionBinding> known = ofUsers.get(lookup.user());
        if (known == null) {
            known = ofUsers.keep(lookup.user(), new ConcurrentHashMap<>());
        }
        FunctionBinding found = known.get(key);
        if (found == null) {
            found = new FunctionBinding(key, name, function, lookup, known);
            known.put(key, found);
        }
        return found;
    }

    /** From the receiver, the call and an array of the arguments. */
    private MethodHandle body(Method method, Draft draft) {
        MethodHandle unbound;
        try {
            unbound = draft.lookup().unbound(method);
        } catch (IllegalArgumentException e) {
            draft.refuse(e.getMessage());
            return null;
        }
        MethodHandle generic = unbound.asType(unbound.type().generic());
        MethodHandle withCall = takesCall ? generic : MethodHandles.dropArguments(generic, 1, Object.class);
        return withCall.asSpreader(Object[].class, withCall.type().parameterCount() - 2);
    }

    /** Notes what does not fit, together with what resources are in an instance. */
    void check(Function<ResourceType, ResourceClass> actual, List<String> into) {
        into.addAll(mismatches);
        resources.forEach(use -> use.check(actual.apply(use.token()), into));
    }

    /** Whether the types fit, as far as they are the same in all instances. */
    boolean fits() {
        return mismatches.isEmpty();
    }

    List<ResourceUse> resources() {
        return resources;
    }

    /** The plan for the classes of the method. */
    FunctionPlan plan() {
        return plan;
    }

    /** Whether arguments and result are numbers, as the method has them. */
    boolean isOfNumbers() {
        return errors == null && !takesSelf && plan.isOfNumbers();
    }

    /**
     * What a {@link BoundMethod} calls by the entry of a function: the same for all whose entries have the same code, which those of
     * one component have.
     */
    synchronized MethodHandle ofNumbers(Entry entry, MethodType type) {
        if (numbersCode != entry.code()) {
            numbers = BoundMethod.ofNumbers(NumberCalls.handle(plan, entry.func(), type));
            numbersCode = entry.code();
        }
        return numbers;
    }

    /** What a {@link BoundMethod} calls. */
    MethodHandle handle() {
        return handle;
    }

    /** Calls a function of a component. */
    Object call(Callee callee, BoundObject object, Object[] given) throws Throwable {
        Object[] arguments = given;
        if (takesSelf) {
            GuestResource resource = object.resource();
            if (!resource.isValid()) {
                throw new IllegalStateException("the resource " + resource.typeName()
                        + " was closed, given away, or lent to a call that is over");
            }
            arguments = new Object[given.length + 1];
            arguments[0] = resource;
            System.arraycopy(given, 0, arguments, 1, given.length);
        }
        plan.checkArguments(arguments, callee::resource);
        FromHost call = new FromHost(plan, arguments);
        if (callee instanceof HostCallee) {
            // A component exports what it imports: values go from the host to the host, and no guest converts them.
            callee.plan().checkArguments(arguments, callee::resource);
            callee.call(call);
            plan.checkResult(call.result(), callee::resource);
        } else {
            callee.call(call);
        }
        Object result = call.result();
        if (errors == null) {
            return result;
        }
        if (result instanceof Result.Err<?, ?> err) {
            throw errors.exception(err.value());
        }
        return ((Result.Ok<?, ?>) result).value();
    }

    /**
     * Calls a method of the host.
     *
     * @param receiver null for methods of resources, which are called on their first argument
     * @param call a {@link dev.vespula.component.HostCall}
     */
    Object call(Object receiver, Object call, Object[] arguments) {
        Object on = receiver;
        Object[] rest = arguments;
        if (takesSelf) {
            on = arguments[0];
            rest = new Object[arguments.length - 1];
            System.arraycopy(arguments, 1, rest, 0, rest.length);
        }
        try {
            Object result = (Object) handle.invokeExact(on, call, rest);
            return errors == null ? result : Result.ok(result);
        } catch (Throwable thrown) {
            if (errors != null && errors.type().isInstance(thrown)) {
                return Result.err(errors.error(thrown));
            }
            throw UserCode.thrown(thrown);
        }
    }
}
