package dev.vespula.spark;

import dev.vespula.udf.WasmUdfs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Modules for tests. */
final class Guests {
    private static final String[] NUMBERS = {"gcd(int64, int64) -> int64", "add(int64, int64) -> int64",
        "add3(int64, int64, int64) -> int64", "inverse(boolean) -> boolean", "isless(float64, float64) -> boolean",
        "next8(int8) -> int8", "next16(int16) -> int16", "next32(int32) -> int32", "half(float32) -> float32",
        "root(float64) -> float64", "mixed(int32, int64, float32, float64) -> float64", "tomorrow(date32) -> date32",
        "hour(timestamp) -> timestamp", "byte(uint8) -> uint8", "word(uint16) -> uint16", "inverse32(uint32) -> uint32",
        "inverse64(uint64) -> uint64", "divide(int64, int64) -> int64"};
    static final String[] STRINGS = {"upper(string) -> string", "fnv(string) -> int64", "size(binary) -> int32",
        "same(string?) -> string?", "decimal(decimal) -> decimal", "left(string, int32) -> string",
        "longer(string, string) -> string", "bytes(string) ->> (place: int32, text: string)"};
    private static final String[] HOSTILE = {"spin(int64) -> int64", "work(int64) -> int64", "hungry(int64) -> int64",
        "odd(int64) -> int64", "calls(int64) -> int64", "outside(int64) -> string", "broken(int64) -> string",
        "truth(int64) -> boolean", "digits(int64) -> decimal"};

    private Guests() {}

    static byte[] bytes(String name) {
        try (InputStream stream = Guests.class.getResourceAsStream(name + ".wat")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WasmUdfs numbers() {
        return WasmUdfs.of(bytes("numbers")).declare(NUMBERS);
    }

    static WasmUdfs strings() {
        return WasmUdfs.of(bytes("strings")).declare(STRINGS);
    }

    static WasmUdfs mean() {
        return WasmUdfs.of(bytes("mean")).declare("aggregate mean(float64) -> float64");
    }

    static WasmUdfs hostile() {
        return WasmUdfs.of(bytes("hostile")).declare(HOSTILE);
    }
}
