package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Components and core modules that are given for imports fit, or the component is not linked. */
class ComponentImportsTest {
    private static final String NOTHING = "(core module $m (func (export \"f\") (param i32)))"
            + " (core instance $i (instantiate $m)) ";

    private final ComponentText text = new ComponentText();

    /** What is wanted, what is given, and what is wrong; null if it fits. */
    static Stream<Arguments> components() {
        return Stream.of(
                // Less is imported, more exported.
                arguments("(component)", "(component)", null),
                arguments("(component (import \"a\" (func)))", "(component)", null),
                arguments("(component)", "(component (import \"a\" (func)))",
                        "type mismatch in import `a`: it needs an import that it would not get"),
                arguments("(component (export \"a\" (func)))", "(component)", "missing expected export `a`"),
                arguments("(component)", "(component (import \"i\" (instance)) (export \"a\" (instance 0)))",
                        "it needs an import"),
                // Functions.
                arguments("(component (import \"a\" (func (param \"x\" u8))))",
                        "(component (import \"a\" (func (param \"x\" u8))))",
                        null),
                arguments("(component (import \"a\" (func (param \"x\" u8))))",
                        "(component (import \"a\" (func (param \"x\" s8))))",
                        "type mismatch in import `a`: expected func(x: s8), found func(x: u8)"),
                arguments("(component (import \"a\" (func (param \"x\" u8))))",
                        "(component (import \"a\" (func (param \"y\" u8))))",
                        "expected func(y: u8), found func(x: u8)"),
                arguments("(component (export \"a\" (func (param \"x\" u32))))", "(component " + NOTHING
                        + "(func (export \"a\") (param \"x\" u32) (canon lift (core func $i \"f\"))))", null),
                arguments("(component (export \"a\" (func (param \"x\" u32))))", "(component " + NOTHING
                        + "(func (export \"a\") (param \"x\" s32) (canon lift (core func $i \"f\"))))",
                        "type mismatch in export `a`: expected func(x: u32), found func(x: s32)"),
                // Instances: an argument may have more than is needed.
                arguments("(component (import \"i\" (instance (export \"a\" (func)) (export \"b\" (func)))))",
                        "(component (import \"i\" (instance (export \"a\" (func)))))", null),
                arguments("(component (import \"i\" (instance (export \"a\" (func)))))",
                        "(component (import \"i\" (instance (export \"a\" (func)) (export \"b\" (func)))))",
                        "type mismatch in import `i`: missing expected instance export `b`"),
                arguments("(component (import \"i\" (instance)))", "(component (import \"i\" (func)))",
                        "type mismatch in import `i`: expected func, found instance"),
                // Components within: once more the other way round.
                arguments("(component (import \"c\" (component (import \"a\" (func)))))",
                        "(component (import \"c\" (component (import \"a\" (func)) (import \"b\" (func)))))", null),
                arguments("(component (import \"c\" (component (import \"a\" (func)) (import \"b\" (func)))))",
                        "(component (import \"c\" (component (import \"a\" (func)))))",
                        "type mismatch in import `c`: type mismatch in import `b`: it needs an import"),
                arguments("(component (import \"c\" (component (export \"a\" (func)))))",
                        "(component (import \"c\" (component (export \"a\" (func)) (export \"b\" (func)))))",
                        "type mismatch in import `c`: missing expected export `b`"),
                // Types of values.
                arguments("(component (import \"t\" (type (eq 0))))".replace("(import", "(type u8) (import"),
                        "(component (type u8) (import \"t\" (type (eq 0))))", null),
                arguments("(component (type u8) (import \"t\" (type (eq 0))))",
                        "(component (type u16) (import \"t\" (type (eq 0))))",
                        "type mismatch in import `t`"),
                // Core modules.
                arguments("(component (import \"m\" (core module (export \"f\" (func)))))",
                        "(component (import \"m\" (core module)))", null),
                arguments("(component (import \"m\" (core module (export \"f\" (func)))))",
                        "(component (import \"m\" (core module (export \"f\" (func (param i32))))))",
                        "type mismatch in import `m`: type mismatch in export `f`: expected [i32] -> [], found [] -> []"));
    }

    /** The same with resources: they are the same where what is wanted says so. */
    static Stream<Arguments> resources() {
        String one = "(import \"r\" (type $r (sub resource))) (import \"a\" (func (param \"x\" (own $r))))";
        String two = "(import \"r\" (type $r (sub resource))) (import \"s\" (type $s (sub resource)))";
        String equal = "(import \"r\" (type $r (sub resource))) (import \"s\" (type $s (eq $r)))";
        return Stream.of(
                arguments("(component " + one + ")", "(component " + one + ")", null),
                arguments("(component " + two + " (import \"a\" (func (param \"x\" (own $r)))))", "(component " + one + ")",
                        null),
                arguments("(component " + two + " (import \"a\" (func (param \"x\" (own $s)))))", "(component " + one + ")",
                        "type mismatch in import `a`"),
                arguments("(component " + equal + " (import \"a\" (func (param \"x\" (own $s)))))", "(component " + one + ")",
                        null),
                arguments("(component " + two + ")", "(component " + equal + ")",
                        "type mismatch in import `s`: resource types are not the same"),
                arguments("(component " + equal + ")", "(component " + two + ")", null),
                arguments("(component (export \"r\" (type (sub resource))))",
                        "(component (type $r (resource (rep i32))) (export \"r\" (type $r)))", null),
                arguments("(component (export \"r\" (type (sub resource))))",
                        "(component (type $r u8) (export \"r\" (type $r)))",
                        "type mismatch in export `r`: expected resource, found type"),
                arguments("(component (export \"r\" (type $r (sub resource))) (export \"s\" (type (eq $r))))",
                        "(component (type $r (resource (rep i32))) (export \"r\" (type $r)) (export \"s\" (type $r)))", null),
                arguments("(component (export \"r\" (type $r (sub resource))) (export \"s\" (type (eq $r))))",
                        "(component (type $r (resource (rep i32))) (type $s (resource (rep i32)))"
                                + " (export \"r\" (type $r)) (export \"s\" (type $s)))",
                        "type mismatch in export `s`: resource types are not the same"),
                arguments("(component (import \"r\" (type $r (sub resource))) (export \"s\" (type (eq $r))))",
                        "(component (import \"r\" (type $r (sub resource))) (export \"s\" (type $r)))", null),
                arguments("(component (import \"r\" (type $r (sub resource))) (export \"s\" (type (eq $r))))",
                        "(component (type $r (resource (rep i32))) (export \"s\" (type $r)))",
                        "type mismatch in export `s`: resource types are not the same"),
                // What is around: the given one gets it by an import.
                arguments("(component (import \"s\" (type $s (eq $outer))) (export \"t\" (type (eq $outer))))",
                        "(component (import \"s\" (type $r (sub resource))) (export \"t\" (type $r)))", null),
                arguments("(component (import \"s\" (type $s (sub resource))) (export \"t\" (type (eq $outer))))",
                        "(component (import \"s\" (type $r (sub resource))) (export \"t\" (type $r)))",
                        "type mismatch in export `t`: resource types are not the same"),
                // Each component within has its own.
                arguments("(component (import \"c\" (component " + one + ")) (import \"d\" (component " + one + ")))",
                        "(component (type $c (component " + one + "))"
                                + " (import \"c\" (component (type $c))) (import \"d\" (component (type $c))))", null));
    }

    @ParameterizedTest
    @MethodSource({"components", "resources"})
    void componentsFitOrAreRefused(String wanted, String given, String wrong) {
        boolean hasOuter = wanted.contains("$outer");
        text.linker.root().resource("outer", HostResource.of("outer", Object.class, object -> {}));
        text.linker.define("given", text.component(given));
        String component = "(component " + (hasOuter ? "(import \"outer\" (type $outer (sub resource)))" : "")
                + "(import \"given\" " + wanted + "))";
        check(component, wrong);
    }

    private void check(String component, String wrong) {
        if (wrong == null) {
            assertThat(text.instantiate(component)).isNotNull();
        } else {
            assertThatThrownBy(() -> text.instantiate(component)).isInstanceOf(LinkException.class).hasMessageStartingWith(
                    "component imports `given`, but what is given does not fit: ").hasMessageContaining(wrong);
        }
    }

    static Stream<Arguments> modules() {
        String chain = "(type $a (struct (field i32))) (type $b (struct (field (ref $a)) (field (ref null $b))))";
        String typed = "(core module " + chain + " (export \"g\" (global (ref null $b))))";
        return Stream.of(
                arguments("(core module (export \"f\" (func)))", "(module (func (export \"f\")))", null),
                arguments("(core module (export \"f\" (func)))", "(module (func (export \"g\")))",
                        "missing expected export `f`"),
                arguments("(core module (export \"f\" (func)))", "(module (memory (export \"f\") 1))",
                        "type mismatch in export `f`"),
                arguments("(core module (export \"f\" (func (param i32))))", "(module (func (export \"f\")))",
                        "type mismatch in export `f`: expected [i32] -> [], found [] -> []"),
                arguments("(core module (import \"a\" \"b\" (func)))", "(module)", null),
                arguments("(core module)", "(module (import \"a\" \"b\" (func)))",
                        "it needs an import that it would not get: `a::b`"),
                arguments("(core module (import \"a\" \"b\" (func)))", "(module (import \"a\" \"b\" (func (result i32))))",
                        "type mismatch in import `a::b`: expected [] -> [i32], found [] -> []"),
                arguments("(core module (export \"m\" (memory 1 3)))", "(module (memory (export \"m\") 1 2))", null),
                arguments("(core module (export \"m\" (memory 1 3)))", "(module (memory (export \"m\") 1))", "export `m`"),
                arguments("(core module (export \"m\" (memory 2)))", "(module (memory (export \"m\") 1 2))", "export `m`"),
                arguments("(core module (import \"a\" \"m\" (memory 2)))", "(module (import \"a\" \"m\" (memory 1)))", null),
                arguments("(core module (import \"a\" \"m\" (memory 1)))", "(module (import \"a\" \"m\" (memory 2)))",
                        "import `a::m`"),
                arguments("(core module (export \"t\" (table 1 funcref)))", "(module (table (export \"t\") 2 funcref))", null),
                arguments("(core module (export \"t\" (table 1 funcref)))", "(module (table (export \"t\") 2 externref))",
                        "export `t`"),
                arguments("(core module (export \"g\" (global i32)))", "(module (global (export \"g\") i32 (i32.const 1)))",
                        null),
                arguments("(core module (export \"g\" (global (mut i32))))",
                        "(module (global (export \"g\") i32 (i32.const 1)))",
                        "export `g`"),
                arguments("(core module (export \"g\" (global (ref null any))))",
                        "(module (global (export \"g\") (ref i31) (ref.i31 (i32.const 1))))", null),
                arguments("(core module (export \"g\" (global (mut (ref null any)))))",
                        "(module (global (export \"g\") (mut (ref null i31)) (ref.null i31)))", "export `g`"),
                arguments("(core module (export \"e\" (tag)))", "(module (tag (export \"e\")))", null),
                arguments("(core module (export \"e\" (tag)))", "(module (tag (export \"e\") (param i32)))", "export `e`"),
                // Defined types are the same where they say the same.
                arguments(typed, "(module " + chain + " (global (export \"g\") (ref null $b) (ref.null $b)))", null),
                arguments(typed, "(module " + chain + " (global (export \"g\") (ref null $b) (ref.null $b)))".replace(
                        "$b) (ref.null $b", "none) (ref.null none"), null),
                arguments(typed, "(module " + chain.replace("i32", "i64")
                        + " (global (export \"g\") (ref null $b) (ref.null $b)))",
                        "export `g`"),
                arguments(typed, "(module " + chain + " (global (export \"g\") (ref null $a) (ref.null $a)))", "export `g`"),
                arguments("(core module (export \"g\" (global structref)))", "(module " + chain
                        + " (global (export \"g\") (ref null $a) (ref.null $a)))", null),
                arguments("(core module (export \"g\" (global arrayref)))", "(module " + chain
                        + " (global (export \"g\") (ref null $a) (ref.null $a)))", "export `g`"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void modulesFitOrAreRefused(String wanted, String given, String wrong) {
        text.linker.define("given", Module.of(text.engine, given.getBytes(StandardCharsets.UTF_8)));
        check("(component (import \"given\" " + wanted + "))", wrong);
    }

    /** Instances that two linkers have are one afterwards, and what both define refuses the whole. */
    @Test
    void anotherLinkerIsDefinedAsAWholeOrNotAtAll() {
        String wanted = """
                (component
                  (import "log" (instance (export "say" (func (result u32))) (export "ask" (func (result u32)))))
                  (import "r" (type (sub resource))))
                """;
        ComponentLinker<Void> part = new ComponentLinker<>(text.engine);
        part.instance("log").func("say", (call, args) -> 1);
        part.root().resource("r", HostResource.of("r", Object.class, object -> {}));
        text.linker.instance("log").func("ask", (call, args) -> 2);
        assertThatThrownBy(() -> text.instantiate(wanted)).isInstanceOf(LinkException.class);
        text.linker.defineAll(part);
        assertThat(text.instantiate(wanted)).isNotNull();

        ComponentLinker<Void> other = new ComponentLinker<>(text.engine);
        other.root().func("new", (call, args) -> null);
        other.instance("log").func("ask", (call, args) -> 3);
        assertThatThrownBy(() -> text.linker.defineAll(other)).isInstanceOf(LinkException.class).hasMessage(
                "`ask` is defined twice in `log`; nothing of the other linker was defined");
        assertThatThrownBy(() -> text.instantiate("(component (import \"new\" (func)))")).isInstanceOf(LinkException.class);
        ComponentLinker<Void> foreign = new ComponentLinker<>(Engine.create());
        assertThatThrownBy(() -> text.linker.defineAll(foreign)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "both linkers must belong to one engine");
    }

    /** Types that speak of others, thousands of levels deep, take no stack. */
    @Test
    void longChainsOfTypesAreCompared() {
        StringBuilder chain = new StringBuilder("(type $t0 (struct))");
        int length = 20_000;
        for (int i = 1; i <= length; i++) {
            chain.append("(type $t").append(i).append(" (struct (field (ref null $t").append(i - 1).append("))))\n");
        }
        String last = "$t" + length;
        text.linker.define("given", Module.of(text.engine, ("(module " + chain + "(global (export \"g\") (ref null " + last
                + ") (ref.null " + last + ")))").getBytes(StandardCharsets.UTF_8)));
        check("(component (import \"given\" (core module " + chain + "(export \"g\" (global (ref null " + last + "))))))",
                null);
    }

    /** An instance that exists is compared function by function, in the words of WIT. */
    @Test
    void functionsOfInstancesThatExist() {
        ComponentInstance existing = text.instantiate("(component " + NOTHING
                + "(func $f (param \"x\" u32) (canon lift (core func $i \"f\"))) (instance (export \"i\") (export \"f\" (func $f))))");
        text.linker.define("given", existing.instance("i"));
        assertThat(text.instantiate("(component (import \"given\" (instance (export \"f\" (func (param \"x\" u32))))))"))
                .isNotNull();
        assertThatThrownBy(() -> text.instantiate(
                "(component (import \"given\" (instance (export \"f\" (func (param \"x\" (option string)))))))"))
                .isInstanceOf(LinkException.class).hasMessage("component imports function `given#f` of type"
                        + " func(x: option<string>), but the given one is of type func(x: u32)");
    }

    @Test
    void whatBelongsToAnotherEngineIsRefused() {
        Engine other = Engine.of(new Config());
        assertThatThrownBy(() -> new ComponentLinker<Void>(other).instantiate(new Store<>(other), text.component(
                "(component)")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
