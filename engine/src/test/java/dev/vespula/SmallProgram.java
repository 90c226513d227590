package dev.vespula;

/** A program for a JVM of its own: {@link WithoutFlightRecorderTest}. */
final class SmallProgram {
    private SmallProgram() {}

    public static void main(String[] args) {
        WasmBuilder builder = new WasmBuilder();
        builder.func("add", "ii", "i", "", "local.get 0; local.get 1; i32.add");
        builder.func("fail", "", "", "", "unreachable");
        Engine engine = Engine.create();
        Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), builder.module(engine));
        System.out.println("sum " + instance.func("add").call(40, 2)[0]);
        try {
            instance.func("fail").call();
        } catch (Trap trap) {
            System.out.println("trap " + trap.code() + ", traps " + engine.stats().traps());
        }
    }
}
