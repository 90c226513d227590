package app;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;

public final class Main {
    public static void main(String[] args) throws Exception {
        Engine engine = Engine.create();
        Component component = Component.ofResource(engine, Main.class, "/guest/twice.wasm");
        Calculator calculator = CalculatorComponent.instantiate(new Store<>(engine), component);
        System.out.println(calculator.twice(21));
    }
}
