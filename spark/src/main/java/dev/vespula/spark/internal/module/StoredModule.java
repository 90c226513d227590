package dev.vespula.spark.internal.module;

import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.WasmUdfs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A module that each executor reads, once: a file that Spark has sent there, or one of a file system that all can read.
 *
 * @param place   where executors find it
 * @param digest  of the bytes that the driver has seen
 * @param options of the module
 */
public record StoredModule(Place place, String digest, ModuleOptions options) implements ModuleOrigin {
    /** Longer files are no modules of functions, but a mistake. */
    private static final long MAX_BYTES = 512L << 20;

    /** Where a file is. */
    private sealed interface Place extends java.io.Serializable {
        byte[] read() throws IOException;
    }

    /** A file that was given to {@link SparkContext#addFile}. */
    private record Sent(String name) implements Place {
        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(java.nio.file.Path.of(SparkFiles.get(name)));
        }

        @Override
        public String toString() {
            return "the file " + name + " that Spark sends to executors";
        }
    }

    /** A file of any file system that Hadoop knows. */
    private record Shared(String path) implements Place {
        @Override
        public byte[] read() throws IOException {
            Path file = new Path(path);
            FileSystem system = file.getFileSystem(SparkHadoopUtil.get().conf());
            long length = system.getFileStatus(file).getLen();
            if (length > MAX_BYTES) {
                throw new IOException(path + " has " + length + " bytes");
            }
            byte[] bytes = new byte[(int) length];
            try (FSDataInputStream stream = system.open(file)) {
                stream.readFully(bytes);
            }
            return bytes;
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * Reads a module on the driver, and sees to it that executors find it: a path without a scheme, or of the scheme {@code file}, is of
     * this machine, and Spark sends the file; others are left where they are.
     *
     * @throws UdfException                if it cannot be read, or is no module of functions
     * @throws dev.vespula.ModuleException if it is no valid module
     */
    public static StoredModule of(SparkContext context, String path, ModuleOptions options) {
        Shared given = new Shared(path);
        byte[] bytes = bytes(given);
        WasmUdfs udfs = options.apply(WasmUdfs.of(bytes));
        Path file = new Path(path);
        String scheme = file.toUri().getScheme();
        Place place = given;
        if (scheme == null || scheme.equals("file")) {
            context.addFile(path);
            place = new Sent(file.getName());
        }
        StoredModule stored = new StoredModule(place, udfs.digest(), options);
        KnownModules.put(stored, udfs);
        return stored;
    }

    @Override
    public WasmUdfs udfs() {
        return KnownModules.get(this, this::read);
    }

    private WasmUdfs read() {
        WasmUdfs bare = WasmUdfs.of(bytes(place));
        if (!bare.digest().equals(digest)) {
            throw new UdfException(UdfErrorKind.MISSING_MODULE, "", place + " is another module here: its digest is " + bare
                    .digest()
                    + ", not " + digest);
        }
        return options.apply(bare);
    }

    private static byte[] bytes(Place place) {
        try {
            return place.read();
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new UdfException(UdfErrorKind.MISSING_MODULE, "", -1, "the module is not there: " + place, e);
        } catch (IOException e) {
            throw new UdfException(UdfErrorKind.MISSING_MODULE, "", -1, "the module cannot be read: " + place + ": " + e
                    .getMessage(), e);
        }
    }
}
