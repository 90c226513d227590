package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.HostSuspension;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ResourceHandle;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Host functions that pause where nothing can: what the caller gets is an exception of the API. */
class ImpossiblePausesTest {
    private static final String HOST = """
            (component
              (import "host" (func $host (result u32)))
              (core func $host (canon lower (func $host)))
              (core module $a
                (import "" "host" (func $host (result i32)))
                (func (export "ask") (result i32) (call $host))
                (func (export "dtor") (param i32) (drop (call $host)))
                %s)
              (core instance $a (instantiate $a (with "" (instance (export "host" (func $host))))))
            """;
    private static final String STARTING = HOST.formatted("(func $start (drop (call $host))) (start $start)") + ")";
    private static final String CALLED = HOST.formatted("") + """
              (type $box (resource (rep i32) (dtor (func $a "dtor"))))
              (core func $new (canon resource.new $box))
              (core func $drop (canon resource.drop $box))
              (core module $m
                (import "" "new" (func $new (param i32) (result i32)))
                (import "" "drop" (func $drop (param i32)))
                (func (export "make") (result i32) (call $new (i32.const 1)))
                (func (export "drop") (call $drop (call $new (i32.const 2)))))
              (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "drop" (func $drop))))))
              (export $box' "box" (type $box))
              (func (export "make") (result (own $box')) (canon lift (core func $i "make")))
              (func (export "drop") (canon lift (core func $i "drop")))
              (func (export "ask") (result u32) (canon lift (core func $a "ask"))))
            """;

    private final ComponentText text = new ComponentText();

    /** Exports of {@link #CALLED}. */
    interface Called {
        long ask();
    }

    private void refuses(Class<? extends Exception> expected) {
        assertThatThrownBy(() -> text.instantiate(STARTING)).isExactlyInstanceOf(expected);
        assertThatThrownBy(() -> text.instantiate(CALLED).exports(Called.class).ask()).isExactlyInstanceOf(expected);
        assertThatThrownBy(() -> text.instantiate(CALLED).func("ask").call()).isExactlyInstanceOf(expected);
        ComponentInstance instance = text.instantiate(CALLED);
        ResourceHandle box = (ResourceHandle) instance.func("make").call();
        assertThatThrownBy(box::close).isExactlyInstanceOf(IllegalStateException.class).hasMessageContaining("destructor");
        assertThatThrownBy(() -> text.instantiate(CALLED).func("drop").callResumable()).isExactlyInstanceOf(
                IllegalStateException.class).hasMessageContaining("destructor");
    }

    @Test
    void aSuspension() {
        text.linker.func("host", (call, args) -> {
            throw call.suspend("later");
        });
        refuses(HostSuspension.class);
    }

    @Test
    void anAsynchronousFunction() {
        text.linker.asyncFunc("host", (call, args) -> new CompletableFuture<>());
        refuses(IllegalStateException.class);
    }
}
