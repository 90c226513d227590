/**
 * WAST scripts: the language the official test suite is written in. {@link dev.vespula.text.script.Script} is the model,
 * {@link dev.vespula.text.script.ScriptRunner} runs it against an engine.
 *
 * A script is run as a whole, and its parts can be looked at:
 *
 * <pre>{@code
 * Script script = Script.parse("gcd.wast", """
 *         (module (func (export "five") (result i32) i32.const 5))
 *         (assert_return (invoke "five") (i32.const 5))
 *         (assert_invalid (module (func (result i32))) "type mismatch")
 *         """.getBytes(StandardCharsets.UTF_8));
 * for (Directive directive : script.directives()) {
 *     if (directive instanceof Directive.AssertReturn assertion) {
 *         Action action = assertion.action();
 *         List<Constant> given = action instanceof Action.Invoke call ? call.arguments() : List.of();
 *         List<Expected> wanted = assertion.expected();
 *         System.out.println(directive.line() + ": " + action.export() + " of " + given + " gives " + wanted);
 *     } else if (directive instanceof Directive.AssertModule assertion) {
 *         ModuleSource source = assertion.module();
 *         System.out.println(source.form() + " is refused: " + assertion.text());
 *     }
 * }
 * Engine all = Engine.of(SuiteFeatures.config(new Config(), Path.of("gcd.wast")));
 * ScriptReport report = new ScriptRunner(all).run(script);
 * System.out.println(report.summary());
 *
 * report.add(new ScriptRunner(all, Calls.TYPED).run(script));
 * Object[] sum = TypedCalls.call(instance.func("add"), 2, 3);           // a single call of that kind
 * Engine metered = Engine.of(new Config().withFuel(Config.FuelMetering.ON));
 * report.add(new ScriptRunner(metered, Calls.REFUELLED).run(script));
 * Store<Void> poor = new Store<>(metered);
 * Module module = Module.of(metered, Path.of("numbers.wasm"));
 * Instance numbers = RefuelledCalls.withAmpleFuel(poor, () -> new Linker<Void>(metered).instantiate(poor, module));
 * List<Val> gcd = RefuelledCalls.call(poor, numbers.func("gcd"), 48L, 36L);
 *
 * ComponentScript.parse("c.wast", "(component)".getBytes(StandardCharsets.UTF_8)).ifPresent(one -> report.add(one.run(engine)));
 * }</pre>
 */
@NullMarked
package dev.vespula.text.script;

import org.jspecify.annotations.NullMarked;
