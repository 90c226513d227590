package dev.vespula.udf.internal.module;

import dev.vespula.Engine;
import dev.vespula.Module;
import dev.vespula.component.Component;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;

/** Where a module comes from: its bytes, or a resource of an application, which may have code beside it. */
public sealed interface ModuleSource extends Serializable {

    /** The bytes. */
    byte[] bytes();

    /** The bytes as a core module of an engine. */
    Module module(Engine engine);

    /** The bytes as a component. */
    Component component(Engine engine);

    /** Bytes that are there. */
    record OfBytes(byte[] bytes) implements ModuleSource {
        @Override
        public Module module(Engine engine) {
            return Module.of(engine, bytes);
        }

        @Override
        public Component component(Engine engine) {
            return Component.of(engine, bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfBytes same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Bytes that somebody else brings, wherever they are wanted. */
    record Elsewhere() implements ModuleSource {
        @Override
        public byte[] bytes() {
            throw new UdfException(UdfErrorKind.MISSING_MODULE, "",
                    "the module is not known here, and its bytes were left behind:"
                            + " UdfReference.resolve wants them");
        }

        @Override
        public Module module(Engine engine) {
            return Module.of(engine, bytes());
        }

        @Override
        public Component component(Engine engine) {
            return Component.of(engine, bytes());
        }
    }

    /** A resource beside a class. */
    record OfResource(Class<?> anchor, String name) implements ModuleSource {
        @Override
        public byte[] bytes() {
            try (InputStream stream = anchor.getResourceAsStream(name)) {
                if (stream == null) {
                    throw missing(null);
                }
                return stream.readAllBytes();
            } catch (IOException e) {
                throw missing(e);
            }
        }

        @Override
        public Module module(Engine engine) {
            try {
                return Module.ofResource(engine, anchor, name);
            } catch (IOException e) {
                throw missing(e);
            }
        }

        @Override
        public Component component(Engine engine) {
            try {
                return Component.ofResource(engine, anchor, name);
            } catch (IOException e) {
                throw missing(e);
            }
        }

        private UdfException missing(IOException cause) {
            return new UdfException(UdfErrorKind.MISSING_MODULE, "", -1, "there is no resource " + name + " beside " + anchor
                    .getName()
                    + " here", cause);
        }
    }
}
