/**
 * WebAssembly for Java: make an {@link dev.vespula.Engine}, load a {@link dev.vespula.Module}, give it what it imports
 * through a {@link dev.vespula.Linker}, and call what it exports.
 *
 * <pre>{@code
 * Engine engine = Engine.create();
 * Module module = Module.of(engine, Path.of("calculator.wasm"));
 * Store<Void> store = new Store<>(engine);
 * Linker<Void> linker = new Linker<Void>(engine)
 *         .func("env", "print", IntConsumer.class, System.out::println);
 * Instance instance = linker.instantiate(store, module);
 *
 * int sum = instance.func("add").callI32(2, 3);               // call(...) for functions of all types
 * int same = instance.exports(Calculator.class).add(2, 3);    // a Java interface, without boxing
 * }</pre>
 *
 * <p><b>Threads.</b> Engines, modules and, once filled, linkers are shared freely. A store and everything made in it is
 * used by one thread at a time.
 *
 * <p><b>Errors.</b> Everything that is wrong with a module or goes wrong in a program is a
 * {@link dev.vespula.WasmException}; wrong use of this API is an {@link java.lang.IllegalArgumentException} or
 * {@link java.lang.IllegalStateException}; what a host function throws passes through Wasm as it is, with a
 * {@link dev.vespula.WasmBacktrace} of the functions that it has left.
 *
 * <p><b>References.</b> A null reference is {@code null}, a function reference a {@link dev.vespula.Func}, an
 * {@code exnref} a {@link dev.vespula.WasmThrown}, and an {@code externref} the object itself; the same thing is always
 * the same object.
 *
 * <p><b>Looking inside.</b> In Java stack traces and profilers a compiled function is a method
 * {@code dev.vespula.compiled.MODULE.UnitN.fINDEX_NAME}, with a hash behind {@code MODULE} if the code is from a jar; what they give as its line is the offset of the instruction in the
 * function's body, because offsets in a module need not fit into the 16 bits of a line number (a {@link dev.vespula.WasmFrame}
 * has them). Functions that are interpreted are not on the Java stack. Backtraces of traps and exceptions have both, by module, name and place. While the JVM's flight recorder records, it is told of
 * {@code dev.vespula.ModuleLoad}, {@code Translate}, {@code Compile}, {@code TierUp}, {@code Trap} and {@code Suspend};
 * {@link dev.vespula.Engine#stats} has the sums.
 */
@NullMarked
package dev.vespula;

import org.jspecify.annotations.NullMarked;
