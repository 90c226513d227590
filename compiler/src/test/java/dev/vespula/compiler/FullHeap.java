package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Trap;
import java.util.Arrays;

/** A guest without limits that fills the heap, in a JVM with a small one. */
final class FullHeap {
    private FullHeap() {}

    public static void main(String[] args) {
        Program program = new Program(Way.valueOf(args[0]), new Config());
        Program other = new Program(Way.valueOf(args[0]), new Config());
        Instance sum = other.instance("(func (export \"sum\") (param i32) (result i32) (i32.add (local.get 0) (i32.const 5)))");
        Instance bomb = program.instance("""
                (type $n (struct (field (ref null $n)) (field i64 i64 i64)))
                (global $keep (mut (ref null $n)) (ref.null $n))
                (func (export "clear") (global.set $keep (ref.null $n)))
                (func (export "bomb") (loop $l
                  (global.set $keep (struct.new $n (global.get $keep) (i64.const 1) (i64.const 2) (i64.const 3))) (br $l)))
                """);
        try {
            bomb.func("bomb").call();
        } catch (Trap trap) {
            System.out.println(trap.code());
        }
        bomb.func("clear").call();
        System.out.println(new byte[4 << 20].length > 0 ? "host fine" : "");
        System.out.println("other store " + Arrays.toString(sum.func("sum").call(10)));
    }
}
