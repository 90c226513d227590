package dev.vespula.conformance.component;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Components from text, in an engine of their own. */
final class ComponentText {
    /** A core module with a memory, an allocator that never frees, and functions that a test adds. */
    static final String LIBC = """
            (core module $libc
              (memory (export "mem") 2)
              (global $next (mut i32) (i32.const 1024))
              (func (export "realloc") (param $old i32) (param $oldSize i32) (param $align i32) (param $size i32) (result i32)
                (local $at i32)
                (local.set $at (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
                  (i32.sub (i32.const 0) (local.get $align))))
                (global.set $next (i32.add (local.get $at) (local.get $size)))
                (memory.copy (local.get $at) (local.get $old) (local.get $oldSize))
                (local.get $at)))
            (core instance $libc (instantiate $libc))
            (alias core export $libc "mem" (core memory $mem))
            (alias core export $libc "realloc" (core func $realloc))
            """;

    final Engine engine;
    final Store<Void> store;
    final ComponentLinker<Void> linker;

    ComponentText() {
        this(new Config());
    }

    ComponentText(Config config) {
        engine = Engine.of(config);
        store = new Store<>(engine);
        linker = new ComponentLinker<>(engine);
    }

    Component component(String text) {
        return Component.of(engine, text.getBytes(StandardCharsets.UTF_8));
    }

    ComponentInstance instantiate(String text) {
        return linker.instantiate(store, component(text));
    }

    /**
     * A component with a memory, {@code $mem} and {@code $realloc}, and one function {@code id} that returns its argument of
     * a type: it takes the argument in memory and gives the same place back, or core values as they are.
     *
     * @param types definitions before the function
     * @param type of the argument
     * @param core parameters of the core function, like {@code i32 i32}
     * @param body what the core function does; its parameters are 0, 1 and so on
     */
    ComponentInstance identity(String types, String type, String core, String body) {
        return instantiate("(component " + LIBC + types + """
                (core module $m
                  (import "libc" "mem" (memory 0))
                  (func (export "id") (param %s) (result i32) %s))
                (core instance $i (instantiate $m (with "libc" (instance $libc))))
                (func (export "id") (param "x" %s) (result %s)
                  (canon lift (core func $i "id") (memory $mem) (realloc $realloc))))
                """.formatted(core, body, type, type));
    }

    /** The same for types that are passed as a pointer and a length. */
    ComponentInstance identityOfList(String types, String type) {
        return identity(types, type, "i32 i32", """
                (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)""");
    }

    /**
     * A component that exports a function {@code id} and imports {@code test:echo/host}, which has one too: it calls that with what
     * it gets, and returns what it is given. So a value goes through both, into the guest and out of it.
     *
     * @param named types by name, in their order, each with a definition that may refer to those before as {@code $name}
     * @param type of parameter and result
     * @param flat core parameters, like {@code i32 i32}
     * @param outcome type of the result, if it is another one
     */
    String echo(Map<String, String> named, String type, String flat, String outcome) {
        StringBuilder inside = new StringBuilder();
        StringBuilder aliases = new StringBuilder();
        named.forEach((name, definition) -> {
            inside.append("(type $%s_ %s) (export \"%s\" (type $%s (eq $%s_)))\n".formatted(name, definition, name, name,
                    name));
            aliases.append("(alias export $host \"%s\" (type $%s))\n".formatted(name, name));
        });
        String[] core = flat.split(" ");
        boolean direct = core.length == 1 && (outcome.equals(type) || outcome.equals("(result)"));
        StringBuilder call = new StringBuilder("(call $id");
        for (int i = 0; i < core.length; i++) {
            call.append(" (local.get ").append(i).append(')');
        }
        call.append(direct ? ")" : " (i32.const 16)) (i32.const 16)");
        return "(component " + """
                (import "test:echo/host" (instance $host %s (export "id" (func (param "x" %s) (result %s)))))
                """.formatted(inside, type, outcome) + aliases + LIBC + """
                (core func $id (canon lower (func $host "id") (memory $mem) (realloc $realloc)))
                (core module $m
                  (import "" "id" (func $id (param %s) %s))
                  (func (export "id") (param %s) (result %s) %s))
                (core instance $i (instantiate $m (with "" (instance (export "id" (func $id))))))
                (func (export "id") (param "x" %s) (result %s)
                  (canon lift (core func $i "id") (memory $mem) (realloc $realloc))))
                """.formatted(direct ? flat : flat + " i32", direct ? "(result " + flat + ")" : "", flat, direct ? flat : "i32",
                call, type, outcome);
    }
}
