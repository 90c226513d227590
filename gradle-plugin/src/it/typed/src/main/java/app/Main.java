package app;

import dev.vespula.Engine;
import dev.vespula.Store;

public final class Main {
    public static void main(String[] args) throws Exception {
        Engine engine = Engine.create();
        Numbers numbers = NumbersModule.instantiate(new Store<>(engine), NumbersModule.module(engine));
        System.out.println(numbers.gcd(48, 36));
    }
}
