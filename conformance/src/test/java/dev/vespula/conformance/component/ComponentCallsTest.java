package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.LinkException;
import dev.vespula.MalformedException;
import dev.vespula.Module;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentOutcome;
import dev.vespula.component.HostResource;
import dev.vespula.component.PausedComponentCall;
import dev.vespula.component.ResourceHandle;
import dev.vespula.component.Result;
import dev.vespula.component.VariantValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Components called with Java values, and calling the host. */
class ComponentCallsTest {
    static final String ADD = """
            (component
              (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
              (core instance $i (instantiate $m))
              (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add"))))
            """;

    private final ComponentText text = new ComponentText();

    @Test
    void numbersAreJavaNumbers() {
        ComponentFunc add = text.instantiate(ADD).func("add");
        assertThat(add.call(2L, 3L)).isEqualTo(5L);
        assertThat(add.call(0xFFFF_FFFFL, 0L)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void argumentsThatDoNotFitAreRefusedBeforeAnythingHappens() {
        ComponentFunc add = text.instantiate(ADD).func("add");
        assertThatIllegalArgumentException().isThrownBy(() -> add.call(1L)).withMessageContaining("takes 2 arguments");
        assertThatIllegalArgumentException().isThrownBy(() -> add.call(1L, 1)).withMessageContaining("b: a java.lang.Integer");
        assertThatIllegalArgumentException().isThrownBy(() -> add.call(1L, 1L << 32)).withMessageContaining(
                "b: 4294967296 is out");
        assertThat(add.call(1L, 1L)).isEqualTo(2L);
    }

    @Test
    void theWrongPlaceWithinAValueIsNamed() {
        ComponentFunc id = text.identityOfList("""
                (type $item (record (field "name" string) (field "tags" (list u8))))
                (export $item' "item" (type $item))
                """, "(list $item')").func("id");
        List<Map<String, Object>> items = List.of(Map.of("name", "a", "tags", new byte[0]), Map.of("name", 7, "tags",
                new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> id.call(items)).withMessageContaining("x[1].name");
    }

    @Test
    void stringsAndListsGoThroughTheMemory() {
        ComponentFunc id = text.identityOfList("", "string").func("id");
        for (String value : List.of("", "hello", "żółw 🐢", "x".repeat(10_000))) {
            assertThat(id.call(value)).isEqualTo(value);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> id.call("\uD800")).withMessageContaining("lone surrogate");
        assertThat(text.identityOfList("", "(list u8)").func("id").call(new byte[] {1, -1})).isEqualTo(new byte[] {1, -1});
        assertThat(text.identityOfList("", "(list f64)").func("id").call(new double[] {1.5, -2})).isEqualTo(new double[] {1.5,
            -2});
        assertThat(text.identityOfList("", "(list string)").func("id").call(List.of("a", "b"))).isEqualTo(List.of("a", "b"));
        assertThat(text.identityOfList("", "(map string u32)").func("id").call(Map.of("k", 7L))).isEqualTo(Map.of("k", 7L));
    }

    @Test
    void casesAreJavaValues() {
        ComponentFunc variant = text.identity("""
                (type $shape (variant (case "dot") (case "circle" f32) (case "name" string)))
                (export $shape' "shape" (type $shape))
                """, "$shape'", "i32 i32 i32", """
                (i32.store8 (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1))
                (i32.store (i32.const 24) (local.get 2)) (i32.const 16)""").func("id");
        for (VariantValue value : List.of(new VariantValue("dot"), new VariantValue("circle", 1.5f), new VariantValue("name",
                "n"))) {
            assertThat(variant.call(value)).isEqualTo(value);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> variant.call(new VariantValue("square")))
                .withMessageContaining("no case is called square");
        ComponentFunc option = text.identity("", "(option u8)", "i32 i32", """
                (i32.store8 (i32.const 16) (local.get 0)) (i32.store8 (i32.const 17) (local.get 1)) (i32.const 16)""").func(
                "id");
        assertThat(option.call(Optional.of(7))).isEqualTo(Optional.of(7));
        assertThat(option.call(Optional.empty())).isEqualTo(Optional.empty());
        ComponentFunc result = text.identity("", "(result u8 (error u8))", "i32 i32", """
                (i32.store8 (i32.const 16) (local.get 0)) (i32.store8 (i32.const 17) (local.get 1)) (i32.const 16)""").func(
                "id");
        assertThat(result.call(Result.ok(1))).isEqualTo(Result.ok(1));
        assertThat(result.call(Result.err(2))).isEqualTo(Result.err(2));
    }

    @Test
    void flagsAndEnumsAreLabels() {
        ComponentFunc flags = text.identity("(type $f (flags \"a\" \"b\")) (export $f' \"f\" (type $f))", "$f'", "i32",
                "(i32.or (local.get 0) (i32.const 0xF0))").func("id");
        assertThat(flags.call(Set.of("b"))).isEqualTo(Set.of("b"));
        ComponentFunc labels = text.identity("(type $e (enum \"x\" \"y\")) (export $e' \"e\" (type $e))", "$e'", "i32",
                "(local.get 0)").func("id");
        assertThat(labels.call("y")).isEqualTo("y");
    }

    @Test
    void tuplesAreLists() {
        ComponentFunc pair = text.identity("", "(tuple u8 s64)", "i32 i64", """
                (i32.store8 (i32.const 16) (local.get 0)) (i64.store (i32.const 24) (local.get 1)) (i32.const 16)""").func(
                "id");
        assertThat(pair.call(List.of(200, -1L))).isEqualTo(List.of(200, -1L));
    }

    @Test
    void theHostIsCalledWithJavaValues() {
        List<Object> seen = new ArrayList<>();
        text.linker.instance("my:app/log@1.2.0").func("say", (call, args) -> {
            seen.add(args[0]);
            return 7L;
        });
        ComponentInstance instance = text.instantiate("""
                (component
                  (import "my:app/log@1.0.1" (instance $log (export "say" (func (param "x" s64) (result u32)))))
                  (core func $say (canon lower (func $log "say")))
                  (core module $m
                    (import "" "say" (func $say (param i64) (result i32)))
                    (func (export "run") (result i32) (call $say (i64.const -5))))
                  (core instance $i (instantiate $m (with "" (instance (export "say" (func $say))))))
                  (func (export "run") (result u32) (canon lift (core func $i "run"))))
                """);
        assertThat(instance.func("run").call()).isEqualTo(7L);
        assertThat(seen).containsExactly(-5L);
    }

    @Test
    void missingImportsAreNamed() {
        String wanted = "(component (import \"my:app/log@1.0.1\" (instance (export \"say\" (func)))))";
        assertThatThrownBy(() -> text.instantiate(wanted)).isInstanceOf(LinkException.class)
                .hasMessageContaining("my:app/log@1.0.1");
        text.linker.instance("my:app/log@2.0.0").func("say", (call, args) -> null);
        assertThatThrownBy(() -> text.instantiate(wanted)).isInstanceOf(LinkException.class);
        text.linker.defineUnknownImportsAsTraps();
        assertThat(text.instantiate(wanted)).isNotNull();
    }

    @Test
    void modulesForImportsMustHaveWhatIsWanted() {
        text.linker.define("m", Module.of(text.engine, "(module (func (export \"g\")))".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> text.instantiate("(component (import \"m\" (core module (export \"f\" (func)))))"))
                .isInstanceOf(LinkException.class).hasMessageContaining("missing expected export `f`");
        assertThat(text.instantiate("(component (import \"m\" (core module (export \"g\" (func)))))")).isNotNull();
    }

    @Test
    void resultsOfTheHostThatDoNotFitAreRefused() {
        text.linker.func("f", (call, args) -> "text");
        ComponentInstance instance = text.instantiate(callOfHost("(result u32)", "(result i32)"));
        assertThatIllegalArgumentException().isThrownBy(() -> instance.func("run").call()).withMessageContaining("result");
    }

    private static String callOfHost(String type, String core) {
        return """
                (component
                  (import "f" (func $f %s))
                  (core func $f (canon lower (func $f)))
                  (core module $m
                    (import "" "f" (func $f %s))
                    (func (export "run") %s (call $f)))
                  (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
                  (func (export "run") %s (canon lift (core func $i "run"))))
                """.formatted(type, core, core, type);
    }

    @Test
    void whatTheHostThrowsReachesTheCallerAsItIs() {
        IllegalStateException thrown = new IllegalStateException("no");
        text.linker.func("f", (call, args) -> {
            throw thrown;
        });
        ComponentInstance instance = text.instantiate(callOfHost("", ""));
        assertThatThrownBy(() -> instance.func("run").call()).isSameAs(thrown);
        assertThatThrownBy(() -> instance.func("run").call()).isInstanceOf(Trap.class)
                .hasMessageContaining("cannot enter component instance");
    }

    @Test
    void hostsCannotReenterAnInstance() {
        ComponentInstance[] instance = new ComponentInstance[1];
        text.linker.func("f", (call, args) -> instance[0].func("run").call());
        instance[0] = text.instantiate(callOfHost("", ""));
        assertThatThrownBy(() -> instance[0].func("run").call()).isInstanceOfSatisfying(Trap.class,
                trap -> assertThat(trap.code()).isEqualTo(TrapCode.CANNOT_ENTER_COMPONENT));
    }

    @Test
    void aCallPausesInAHostFunctionAndGoesOn() {
        text.linker.func("f", (call, args) -> {
            throw call.suspend("question");
        });
        ComponentInstance instance = text.instantiate(callOfHost("(result u32)", "(result i32)"));
        ComponentOutcome outcome = instance.func("run").callResumable();
        assertThat(outcome).isInstanceOfSatisfying(PausedComponentCall.InHost.class, paused -> {
            assertThat(paused.payload()).isEqualTo("question");
            assertThatIllegalArgumentException().isThrownBy(() -> paused.resume("no number"));
            assertThat(paused.resume(42L)).isEqualTo(new ComponentOutcome.Finished(42L));
        });
        assertThat(instance.func("run").callResumable()).isInstanceOf(PausedComponentCall.InHost.class);
    }

    @Test
    void aCallPausesWithoutFuelAndGoesOn() {
        ComponentText metered = new ComponentText(new Config().withFuel(Config.FuelMetering.ON));
        metered.store.setFuel(1_000);
        ComponentFunc add = metered.instantiate(ADD).func("add");
        metered.store.setFuel(0);
        assertThat(add.callResumable(1L, 2L)).isInstanceOfSatisfying(PausedComponentCall.NeedsFuel.class, paused -> {
            metered.store.setFuel(paused.requiredFuel() + 100);
            assertThat(paused.resume()).isEqualTo(new ComponentOutcome.Finished(3L));
        });
    }

    @Test
    void aGuestsLengthIsNotObeyed() {
        ComponentFunc id = text.identity("", "(list string)", "i32 i32", """
                (i32.store (i32.const 16) (i32.const 0)) (i32.store (i32.const 20) (i32.const 0x1fffffff)) (i32.const 16)""")
                .func(
                        "id");
        assertThatThrownBy(() -> id.call(List.of())).isInstanceOf(Trap.class);
        ComponentFunc shared = text.instantiate("""
                (component
                  (core module $m (memory (export "mem") 160)
                    (func (export "f") (result i32)
                      (local $i i32)
                      (loop $next
                        (i32.store (i32.add (i32.const 64) (i32.mul (local.get $i) (i32.const 8))) (i32.const 0))
                        (i32.store (i32.add (i32.const 68) (i32.mul (local.get $i) (i32.const 8))) (i32.const 8000000))
                        (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
                      (i32.store (i32.const 8) (i32.const 64)) (i32.store (i32.const 12) (i32.const 1000)) (i32.const 8)))
                  (core instance $i (instantiate $m))
                  (func (export "f") (result (list (list u8))) (canon lift (core func $i "f") (memory (core memory $i "mem")))))
                """).func("f");
        assertThatThrownBy(shared::call).isInstanceOf(Trap.class).hasMessageContaining("bytes of the host");
    }

    // ---- resources

    private static final String COUNTERS = """
            (component
              (core module $rm
                (global $dropped (mut i32) (i32.const 0))
                (func (export "dtor") (param i32) (global.set $dropped (i32.add (global.get $dropped) (local.get 0))))
                (func (export "dropped") (result i32) (global.get $dropped)))
              (core instance $ri (instantiate $rm))
              (type $counter (resource (rep i32) (dtor (core func $ri "dtor"))))
              (core func $new (canon resource.new $counter))
              (core module $m
                (import "" "new" (func $new (param i32) (result i32)))
                (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
                (func (export "value") (param i32) (result i32) (local.get 0)))
              (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
              (export $counter' "counter" (type $counter))
              (func (export "make") (param "x" u32) (result (own $counter')) (canon lift (core func $i "make")))
              (func (export "value") (param "c" (borrow $counter')) (result u32) (canon lift (core func $i "value")))
              (func (export "dropped") (result u32) (canon lift (core func $ri "dropped"))))
            """;

    @Test
    void aGuestsResourceIsAHandleUntilItIsClosed() {
        ComponentInstance instance = text.instantiate(COUNTERS);
        ResourceHandle counter = (ResourceHandle) instance.func("make").call(7L);
        assertThat(instance.func("value").call(counter)).isEqualTo(7L);
        assertThat(instance.func("dropped").call()).isEqualTo(0L);
        counter.close();
        counter.close();
        assertThat(instance.func("dropped").call()).isEqualTo(7L);
        assertThatIllegalArgumentException().isThrownBy(() -> instance.func("value").call(counter)).withMessageContaining(
                "closed");
    }

    @Test
    void aResourceIsNotLostByAnAttemptToCloseItWhileItsInstanceRuns() {
        ResourceHandle[] made = new ResourceHandle[1];
        text.linker.func("poke", (call, args) -> {
            assertThatThrownBy(made[0]::close).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                    TrapCode.CANNOT_ENTER_COMPONENT));
            return null;
        });
        ComponentInstance instance = text.instantiate("""
                (component
                  (import "poke" (func $poke))
                  (core func $poke (canon lower (func $poke)))
                  (type $r (resource (rep i32)))
                  (core func $new (canon resource.new $r))
                  (core module $m
                    (import "" "poke" (func $poke))
                    (import "" "new" (func $new (param i32) (result i32)))
                    (func (export "make") (result i32) (call $new (i32.const 1)))
                    (func (export "run") (call $poke)))
                  (core instance $i (instantiate $m (with "" (instance (export "poke" (func $poke)) (export "new" (func $new))))))
                  (export $r' "r" (type $r))
                  (func (export "make") (result (own $r')) (canon lift (core func $i "make")))
                  (func (export "run") (canon lift (core func $i "run"))))
                """);
        made[0] = (ResourceHandle) instance.func("make").call();
        instance.func("run").call();
        assertThat(made[0].isValid()).isTrue();
        made[0].close();
        assertThat(made[0].isValid()).isFalse();
    }

    @Test
    void resourcesOfTwoInstancesAreOfDifferentTypes() {
        ComponentInstance one = text.instantiate(COUNTERS);
        ComponentInstance other = text.instantiate(COUNTERS);
        ResourceHandle counter = (ResourceHandle) one.func("make").call(1L);
        assertThatIllegalArgumentException().isThrownBy(() -> other.func("value").call(counter));
        assertThat(other.func("value").call(other.func("make").call(3L))).isEqualTo(3L);
    }

    @Test
    void aHostsResourceIsAJavaObject() {
        List<Object> destroyed = new ArrayList<>();
        text.linker.instance("my:app/files").resource("file", HostResource.of("file", StringBuilder.class, destroyed::add))
                .func("open", (call, args) -> new StringBuilder("opened"))
                .func("[method]file.append", (call, args) -> {
                    ((StringBuilder) args[0]).append(args[1]);
                    return null;
                });
        ComponentInstance instance = text.instantiate("""
                (component
                  (import "my:app/files" (instance $files
                    (export "file" (type $file (sub resource)))
                    (export "open" (func (result (own $file))))
                    (export "[method]file.append" (func (param "self" (borrow $file)) (param "x" u32)))))
                  (alias export $files "file" (type $file))
                  (core func $open (canon lower (func $files "open")))
                  (core func $append (canon lower (func $files "[method]file.append")))
                  (core func $drop (canon resource.drop $file))
                  (core module $m
                    (import "" "open" (func $open (result i32)))
                    (import "" "append" (func $append (param i32 i32)))
                    (import "" "drop" (func $drop (param i32)))
                    (func (export "run") (local $f i32)
                      (local.set $f (call $open))
                      (call $append (local.get $f) (i32.const 1))
                      (call $append (local.get $f) (i32.const 2))
                      (call $drop (local.get $f))))
                  (core instance $i (instantiate $m (with "" (instance
                    (export "open" (func $open)) (export "append" (func $append)) (export "drop" (func $drop))))))
                  (func (export "run") (canon lift (core func $i "run"))))
                """);
        instance.func("run").call();
        assertThat(destroyed).singleElement().hasToString("opened12");
    }

    @Test
    void aModuleIsNoComponentAndAComponentNoModule() {
        byte[] module = {0, 'a', 's', 'm', 1, 0, 0, 0};
        byte[] component = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};
        assertThatThrownBy(() -> Component.of(text.engine, module)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("Module.of");
        assertThatThrownBy(() -> Module.of(text.engine, component)).isInstanceOf(MalformedException.class)
                .hasMessageContaining("Component.of");
        assertThat(text.component("(component)").exports()).isEmpty();
    }
}
