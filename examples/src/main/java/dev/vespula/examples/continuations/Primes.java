package dev.vespula.examples.continuations;

import dev.vespula.Config;
import dev.vespula.Continuation;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tag;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a generator of a module gives, as an iterator of Java. */
public final class Primes implements Iterator<Integer> {
    private final Tag given;
    private Continuation.Outcome outcome;

    private Primes(Instance instance) {
        given = instance.tag("prime");
        outcome = Continuation.of(instance.func("primes")).resume(List.of(given));
    }

    /** All primes below 2^32; they are found when they are asked for. */
    public static Stream<Integer> stream() throws IOException {
        Engine engine = Engine.of(new Config().with(Feature.STACK_SWITCHING));
        Module module = Module.ofResource(engine, Primes.class, "primes.wat");
        Primes primes = new Primes(new Linker<Void>(engine).instantiate(new Store<>(engine), module));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(primes, 0), false);
    }

    @Override
    public boolean hasNext() {
        return outcome instanceof Continuation.Suspended;
    }

    @Override
    public Integer next() {
        if (!(outcome instanceof Continuation.Suspended suspended)) {
            throw new NoSuchElementException();
        }
        outcome = suspended.continuation().resume(List.of(given));
        return suspended.values().get(0).i32();
    }

    /** Argument: how many. */
    public static void main(String[] args) throws IOException {
        stream().limit(Integer.parseInt(args[0])).forEach(System.out::println);
    }
}
