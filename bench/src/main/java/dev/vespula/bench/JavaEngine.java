package dev.vespula.bench;

import dev.vespula.bench.ports.Kernel;
import java.nio.file.Path;

/** Some of the cases written in Java: what the JVM itself makes of the same work. */
public final class JavaEngine implements BenchEngine {
    /** Whether there is a port of a case. */
    static boolean has(String name) {
        return Kernel.of(name) != null;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public Guest guest(ExecutionCase one, Path folder, Clock clock) {
        Kernel kernel = Kernel.of(one.name());
        if (kernel == null) {
            throw new UnsupportedOperationException("there is no port of " + one.name());
        }
        return new KernelGuest(kernel);
    }

    @Override
    public Object decode(byte[] wasm) {
        throw new UnsupportedOperationException("Java ports have no modules");
    }

    @Override
    public Guest instantiate(Object module, Clock clock) {
        throw new UnsupportedOperationException("Java ports have no modules");
    }

    @Override
    public Object instantiateWithStubs(Object module) {
        throw new UnsupportedOperationException("Java ports have no modules");
    }

    private record KernelGuest(Kernel kernel) implements Guest {
        @Override
        public Function function(String export) {
            return switch (export) {
                case "setup" -> size -> {
                    kernel.setUp((int) size);
                    return 0;
                };
                case "run" -> kernel::run;
                default -> ignored -> kernel.output();
            };
        }

        @Override
        public void write(int address, byte[] data) {
            throw new UnsupportedOperationException("Java ports have no memory");
        }
    }
}
