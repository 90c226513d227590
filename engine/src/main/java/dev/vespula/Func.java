package dev.vespula;

import dev.vespula.internal.async.AsyncCall;
import dev.vespula.internal.async.AsyncWork;
import dev.vespula.internal.async.StoreTurns;
import dev.vespula.internal.call.Invocation;
import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.WasmFunction;
import dev.vespula.internal.typed.CommonShapes;
import dev.vespula.internal.typed.FunctionalBinding;
import dev.vespula.internal.typed.HostHandles;
import dev.vespula.internal.typed.TypedCalls;
import dev.vespula.types.FuncType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A function of a store: of an instance or of the host. Calling it from a host function that Wasm called is fine; calling
 * it while another thread uses the store is an {@link IllegalStateException}.
 */
public final class Func implements Extern {
    /** Calls of the commonest types before a class is made for them: 0.3 to 1 ms, which a single call is not worth. */
    private static final int FEW = 16;
    private static final MethodHandle SAME_CODE;

    static {
        try {
            SAME_CODE = MethodHandles.lookup().findStatic(Func.class, "withCode", MethodType.methodType(FunctionInstance.class,
                    Object.class, Func.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final FunctionInstance instance;
    private MethodHandle handle;
    /** One of {@link CommonShapes} over the function, when it has been called so a few times. */
    private Object shortcut;
    private int shortCalls;

    private Func(FunctionInstance instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /** A host function of the given type. */
    public static <T extends @Nullable Object> Func of(Store<T> store, FuncType type, HostFunction<T> function) {
        StoreState state = store.state();
        return of(new HostFunctionInstance(state, state.engine.signature(type), new Caller.Lambda<>(Objects.requireNonNull(
                function, "function"))));
    }

    /**
     * A host function that calls a method handle, without boxing. Its type follows from the handle's: {@code int} (or
     * {@code boolean}) is i32, {@code long} i64, {@code float} f32, {@code double} f64, {@link V128} v128, {@code Func}
     * funcref, {@link WasmStruct} structref, {@link WasmArray} arrayref, {@link I31} i31ref, every other class externref; a
     * record gives several results. A first parameter of type {@link Caller} is no parameter of the function.
     *
     * @throws IllegalArgumentException if no function type corresponds
     */
    public static Func wrap(Store<?> store, MethodHandle handle) {
        return of(store, HostHandles.function(store.state().engine, null, handle, null));
    }

    /**
     * A host function that calls a typed lambda, without boxing; its type follows from the method of the functional
     * interface as for {@link #wrap(Store, MethodHandle)}:
     *
     * <pre>{@code
     * Func add = Func.wrap(store, IntBinaryOperator.class, (a, b) -> a + b);
     * }</pre>
     */
    public static <F> Func wrap(Store<?> store, Class<F> shape, F lambda) {
        return of(store, HostHandles.lambda(store.state().engine, null, shape, Objects.requireNonNull(lambda, "lambda"), null));
    }

    /**
     * As {@link #wrap(Store, MethodHandle)}, for a handle that returns a record which is not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see the record
     */
    public static Func wrap(MethodHandles.Lookup lookup, Store<?> store, MethodHandle handle) {
        return of(store, HostHandles.function(store.state().engine, null, handle, Objects.requireNonNull(lookup, "lookup")));
    }

    /**
     * As {@link #wrap(Store, Class, Object)}, for interfaces and records that are not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public static <F> Func wrap(MethodHandles.Lookup lookup, Store<?> store, Class<F> shape, F lambda) {
        return of(store, HostHandles.lambda(store.state().engine, null, shape, Objects.requireNonNull(lambda, "lambda"),
                Objects.requireNonNull(lookup, "lookup")));
    }

    private static Func of(Store<?> store, HostHandles.Function function) {
        return of(new HostFunctionInstance(store.state(), function.signature(), function.body()));
    }

    static Func of(FunctionInstance instance) {
        return instance.handle != null ? (Func) instance.handle : new Func(instance);
    }

    FunctionInstance instance() {
        return instance;
    }

    @Override
    public FuncType type() {
        return ExternTypes.of(instance);
    }

    /**
     * A handle that calls the function without boxing: {@code int}, {@code long}, {@code float}, {@code double},
     * {@link V128}, {@code Func} for references to functions and {@code Object} for others; several results are an
     * {@code Object[]}. Fastest where the JIT sees it as a constant, say in a {@code static final} field.
     *
     * @throws IllegalArgumentException if the function has more parameters than a Java method can have
     */
    public MethodHandle methodHandle() {
        MethodHandle known = handle;
        if (known == null) {
            known = TypedCalls.handle(instance);
            handle = known;
        }
        return known;
    }

    /**
     * As {@link #methodHandle}, but the handle takes the function as its first argument: this one, or the same function of
     * another instance of the module. So one handle, which the JIT may know as a constant, serves all instances. It keeps
     * neither the instance nor its store alive.
     *
     * <p>Calling it with any other function is an {@link IllegalArgumentException}.
     *
     * @throws IllegalArgumentException if the function has more parameters than a Java method can have
     */
    public MethodHandle unboundHandle() {
        return MethodHandles.filterArguments(TypedCalls.unboundTyped(instance), 0, SAME_CODE.bindTo(code(instance)));
    }

    private static Object code(FunctionInstance instance) {
        return instance instanceof WasmFunction function ? function.code : instance;
    }

    static FunctionInstance withCode(Object code, Func given) {
        if (code(given.instance) != code) {
            throw new IllegalArgumentException("the function has other code than the one that the handle was made for");
        }
        return given.instance;
    }

    /**
     * The function as a functional interface, called without boxing and without reflection; Java types stand for those of the function
     * as for {@link Instance#exports(Class)}:
     *
     * <pre>{@code
     * IntBinaryOperator add = instance.func("add").as(IntBinaryOperator.class);
     * int sum = add.applyAsInt(2, 3);
     * }</pre>
     *
     * <p>Every call of this method gives a new object, in less than a microsecond from the second one on.
     *
     * @param shape a functional interface of the JDK or your own
     * @throws IllegalArgumentException if the interface is not functional, not accessible, or does not fit the function
     */
    public <F> F as(Class<F> shape) {
        return FunctionalBinding.implement(instance, shape, null);
    }

    /**
     * As {@link #as(Class)}, for interfaces and records that are not public or in a package that is not exported.
     *
     * @param lookup {@code MethodHandles.lookup()} of a class that can see them
     */
    public <F> F as(MethodHandles.Lookup lookup, Class<F> shape) {
        return FunctionalBinding.implement(instance, shape, Objects.requireNonNull(lookup, "lookup"));
    }

    // ---- calls of the commonest types

    /**
     * Calls a function of no parameters that returns an i32. There is such a method for the commonest types: results of one of the four
     * types of numbers or none, and no parameters, or one or two of a type: i32 and i64 where the result is an integer or nothing,
     * also three i32; f32 or f64 where the result is that. The type of the arguments tells which: {@code callI32(1L)} is for an i64.
     * None of them boxes anything once it was called a few times. For all other types, and where many functions are called in the same
     * place, there is {@link #as}.
     *
     * <pre>{@code
     * int sum = instance.func("add").callI32(2, 3);
     * }</pre>
     *
     * @throws IllegalArgumentException if the function is of another type
     */
    public int callI32() {
        return shortcut instanceof CommonShapes.NothingToI32 known ? known.call()
                : (int) first(CommonShapes.NothingToI32.class);
    }

    /** As {@link #callI32()}, of an i32 parameter; returns an i32. */
    public int callI32(int a) {
        return shortcut instanceof CommonShapes.OneI32ToI32 known ? known.call(a)
                : (int) first(CommonShapes.OneI32ToI32.class, a);
    }

    /** As {@link #callI32()}, of two i32 parameters; returns an i32. */
    public int callI32(int a, int b) {
        return shortcut instanceof CommonShapes.TwoI32ToI32 known ? known.call(a, b)
                : (int) first(CommonShapes.TwoI32ToI32.class, a, b);
    }

    /** As {@link #callI32()}, of three i32 parameters; returns an i32. */
    public int callI32(int a, int b, int c) {
        return shortcut instanceof CommonShapes.ThreeI32ToI32 known ? known.call(a, b, c)
                : (int) first(CommonShapes.ThreeI32ToI32.class, a, b, c);
    }

    /** As {@link #callI32()}, of an i64 parameter; returns an i32. */
    public int callI32(long a) {
        return shortcut instanceof CommonShapes.OneI64ToI32 known ? known.call(a)
                : (int) first(CommonShapes.OneI64ToI32.class, a);
    }

    /** As {@link #callI32()}, of two i64 parameters; returns an i32. */
    public int callI32(long a, long b) {
        return shortcut instanceof CommonShapes.TwoI64ToI32 known ? known.call(a, b)
                : (int) first(CommonShapes.TwoI64ToI32.class, a, b);
    }

    /** As {@link #callI32()}; returns an i64. */
    public long callI64() {
        return shortcut instanceof CommonShapes.NothingToI64 known ? known.call()
                : (long) first(CommonShapes.NothingToI64.class);
    }

    /** As {@link #callI32()}, of an i32 parameter; returns an i64. */
    public long callI64(int a) {
        return shortcut instanceof CommonShapes.OneI32ToI64 known ? known.call(a)
                : (long) first(CommonShapes.OneI32ToI64.class, a);
    }

    /** As {@link #callI32()}, of two i32 parameters; returns an i64. */
    public long callI64(int a, int b) {
        return shortcut instanceof CommonShapes.TwoI32ToI64 known ? known.call(a, b)
                : (long) first(CommonShapes.TwoI32ToI64.class, a, b);
    }

    /** As {@link #callI32()}, of three i32 parameters; returns an i64. */
    public long callI64(int a, int b, int c) {
        return shortcut instanceof CommonShapes.ThreeI32ToI64 known ? known.call(a, b, c)
                : (long) first(CommonShapes.ThreeI32ToI64.class, a, b, c);
    }

    /** As {@link #callI32()}, of an i64 parameter; returns an i64. */
    public long callI64(long a) {
        return shortcut instanceof CommonShapes.OneI64ToI64 known ? known.call(a)
                : (long) first(CommonShapes.OneI64ToI64.class, a);
    }

    /** As {@link #callI32()}, of two i64 parameters; returns an i64. */
    public long callI64(long a, long b) {
        return shortcut instanceof CommonShapes.TwoI64ToI64 known ? known.call(a, b)
                : (long) first(CommonShapes.TwoI64ToI64.class, a, b);
    }

    /** As {@link #callI32()}; returns an f32. */
    public float callF32() {
        return shortcut instanceof CommonShapes.NothingToF32 known ? known.call()
                : (float) first(CommonShapes.NothingToF32.class);
    }

    /** As {@link #callI32()}, of an f32 parameter; returns an f32. */
    public float callF32(float a) {
        return shortcut instanceof CommonShapes.OneF32ToF32 known ? known.call(a)
                : (float) first(CommonShapes.OneF32ToF32.class, a);
    }

    /** As {@link #callI32()}, of two f32 parameters; returns an f32. */
    public float callF32(float a, float b) {
        return shortcut instanceof CommonShapes.TwoF32ToF32 known ? known.call(a, b)
                : (float) first(CommonShapes.TwoF32ToF32.class, a, b);
    }

    /** As {@link #callI32()}; returns an f64. */
    public double callF64() {
        return shortcut instanceof CommonShapes.NothingToF64 known ? known.call()
                : (double) first(CommonShapes.NothingToF64.class);
    }

    /** As {@link #callI32()}, of an f64 parameter; returns an f64. */
    public double callF64(double a) {
        return shortcut instanceof CommonShapes.OneF64ToF64 known ? known.call(a)
                : (double) first(CommonShapes.OneF64ToF64.class, a);
    }

    /** As {@link #callI32()}, of two f64 parameters; returns an f64. */
    public double callF64(double a, double b) {
        return shortcut instanceof CommonShapes.TwoF64ToF64 known ? known.call(a, b)
                : (double) first(CommonShapes.TwoF64ToF64.class, a, b);
    }

    /** As {@link #callI32()}; returns nothing. */
    public void callVoid() {
        if (shortcut instanceof CommonShapes.NothingToNothing known) {
            known.call();
        } else {
            first(CommonShapes.NothingToNothing.class);
        }
    }

    /** As {@link #callI32()}, of an i32 parameter; returns nothing. */
    public void callVoid(int a) {
        if (shortcut instanceof CommonShapes.OneI32ToNothing known) {
            known.call(a);
        } else {
            first(CommonShapes.OneI32ToNothing.class, a);
        }
    }

    /** As {@link #callI32()}, of two i32 parameters; returns nothing. */
    public void callVoid(int a, int b) {
        if (shortcut instanceof CommonShapes.TwoI32ToNothing known) {
            known.call(a, b);
        } else {
            first(CommonShapes.TwoI32ToNothing.class, a, b);
        }
    }

    /** As {@link #callI32()}, of three i32 parameters; returns nothing. */
    public void callVoid(int a, int b, int c) {
        if (shortcut instanceof CommonShapes.ThreeI32ToNothing known) {
            known.call(a, b, c);
        } else {
            first(CommonShapes.ThreeI32ToNothing.class, a, b, c);
        }
    }

    /** As {@link #callI32()}, of an i64 parameter; returns nothing. */
    public void callVoid(long a) {
        if (shortcut instanceof CommonShapes.OneI64ToNothing known) {
            known.call(a);
        } else {
            first(CommonShapes.OneI64ToNothing.class, a);
        }
    }

    /** As {@link #callI32()}, of two i64 parameters; returns nothing. */
    public void callVoid(long a, long b) {
        if (shortcut instanceof CommonShapes.TwoI64ToNothing known) {
            known.call(a, b);
        } else {
            first(CommonShapes.TwoI64ToNothing.class, a, b);
        }
    }

    /** The first calls, of which there are mostly no more: they need no class. */
    private Object first(Class<?> shape, Object... args) {
        FunctionalBinding.check(instance, shape);
        if (++shortCalls > FEW) {
            shortcut = FunctionalBinding.implement(instance, shape, null);
        }
        Object[] results = call(args);
        return results.length == 0 ? null : results[0];
    }

    // ---- calls of all types

    /**
     * Calls the function with arguments as Java objects: Integer, Long, Float, Double, {@link V128}, {@link Func} or
     * null, any object for externref, or a {@link Val} anywhere.
     *
     * @return the results, in the same form
     * @throws IllegalArgumentException if number or types of the arguments are wrong
     * @throws Trap                     if the execution traps
     * @throws WasmThrown               if it throws an exception that it does not catch
     * @throws RuntimeException         whatever a host function threw, which may also be a checked exception
     */
    public @Nullable Object[] call(@Nullable Object... args) {
        MachineStack stack = Invocation.begin(instance, args);
        try {
            Invocation.run(stack, instance);
            return stack.results(instance.signature);
        } finally {
            Invocation.end(stack, instance);
        }
    }

    /** As {@link #call} with typed values, which keep the bits of every NaN. */
    public List<Val> callVals(List<Val> args) {
        MachineStack stack = Invocation.begin(instance, args.toArray());
        try {
            Invocation.run(stack, instance);
            return Val.results(stack, instance.signature);
        } finally {
            Invocation.end(stack, instance);
        }
    }

    /** As {@link #callVals(List)}. */
    public List<Val> callVals(Val... args) {
        return callVals(List.of(args));
    }

    /**
     * Calls the function so that it can pause: when fuel runs out, when a host function asks for it, or when one fails. Traps of Wasm
     * are final, and so are WebAssembly's exceptions that nothing catches ({@link WasmThrown}), the end of a program
     * ({@link ExitException}) and the trap of {@link Caller#checkStop}: they are thrown.
     *
     * <p>A host function that is called here directly, or tail-called by the function itself, pauses the call too: the
     * results that it is given then are those of the call.
     *
     * @param args as for {@link #call}
     * @return {@link CallOutcome.Finished}, {@link OutOfFuel}, {@link HostSuspended} or {@link HostFailed}
     * @throws IllegalArgumentException if number or types of the arguments are wrong
     * @throws ExitException            if a host function ended the program
     * @throws Trap                     if the execution traps
     * @throws WasmThrown               if it throws an exception that it does not catch
     */
    public CallOutcome callResumable(@Nullable Object... args) {
        MachineStack stack = Invocation.begin(instance, args);
        return SuspendedCall.of(PausedCall.begin(instance, stack), instance, stack);
    }

    /**
     * Calls the function on the common pool: see {@link #callAsync(Executor, Object...)}.
     */
    public CompletableFuture<@Nullable Object[]> callAsync(@Nullable Object... args) {
        return callAsync(ForkJoinPool.commonPool(), args);
    }

    /**
     * Calls the function without holding a thread while it waits for an {@link AsyncHostFunction}: the call is suspended,
     * and goes on in the executor when the results are there. Asynchronous calls of one store take turns; in between the
     * store may be used as after any other call.
     *
     * <p>The future is completed whatever happens: exceptionally by running out of fuel, traps, what host functions throw, a
     * stage that is null or completes with something else than the results, an executor that refuses the call (with what
     * it threw, at the first step or a later one), and within a second or so by an {@link ExecutorService} that was shut
     * down and forgot it. Only an executor of another kind that neither runs nor refuses what it was given keeps it, and the
     * calls of the store behind it, until the future is cancelled or completed otherwise (say by
     * {@link CompletableFuture#orTimeout}). That gives the call up: at once where it waits, or else at its next wait.
     *
     * <p>The future is completed when the store is free again, in the thread that ran Wasm last: what hangs on it may use
     * the store.
     *
     * @param executor where Wasm runs; it may run it at once in the thread that asks
     * @param args     as for {@link #call}
     * @return the results
     */
    public CompletableFuture<@Nullable Object[]> callAsync(Executor executor, @Nullable Object... args) {
        Objects.requireNonNull(executor, "executor");
        StoreTurns turns = ((Store<?>) instance.store.handle).turns();
        return AsyncWork.start(turns, executor, new AsyncCall(instance, args.clone()));
    }

    @Override
    public String toString() {
        return "Func " + type();
    }
}
