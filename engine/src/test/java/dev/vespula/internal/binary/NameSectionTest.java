package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;
import org.junit.jupiter.api.Test;

class NameSectionTest {
    private static NameSection names(Bytes section) {
        return Modules.decode(new ModuleBytes().custom("name", section.toBytes()).toBytes()).names();
    }

    private static byte[] map(Object... indicesAndNames) {
        Bytes map = new Bytes().unsigned(indicesAndNames.length / 2);
        for (int k = 0; k < indicesAndNames.length; k += 2) {
            map.unsigned((Integer) indicesAndNames[k]).name((String) indicesAndNames[k + 1]);
        }
        return map.toBytes();
    }

    @Test
    void everySubsectionIsRead() {
        Bytes section = new Bytes()
                .raw(0).vector(new Bytes().name("mod").toBytes())
                .raw(1).vector(map(0, "f", 7, "main"))
                .raw(2).vector(new Bytes().raw(2, 0).raw(map(0, "x", 1, "y")).raw(7).raw(map(3, "z")).toBytes())
                .raw(3).vector(new Bytes().raw(1, 7).raw(map(0, "loop")).toBytes())
                .raw(4).vector(map(2, "point"))
                .raw(10).vector(new Bytes().raw(1, 2).raw(map(1, "dy")).toBytes())
                .raw(11).vector(map(0, "oops"));
        NameSection names = names(section);
        assertThat(names.module()).isEqualTo("mod");
        assertThat(names.function(0)).isEqualTo("f");
        assertThat(names.function(7)).isEqualTo("main");
        assertThat(names.function(3)).isNull();
        assertThat(names.local(0, 1)).isEqualTo("y");
        assertThat(names.local(7, 3)).isEqualTo("z");
        assertThat(names.local(5, 3)).isNull();
        assertThat(names.label(7, 0)).isEqualTo("loop");
        assertThat(names.field(2, 1)).isEqualTo("dy");
        assertThat(names.name(NameSection.Space.TYPE, 2)).isEqualTo("point");
        assertThat(names.name(NameSection.Space.TAG, 0)).isEqualTo("oops");
    }

    @Test
    void unknownSubsectionsArePassedOver() {
        assertThat(names(new Bytes().raw(99).vector(new byte[5]).raw(1).vector(map(0, "f"))).function(0))
                .isEqualTo("f");
    }

    @Test
    void whatComesBeforeABrokenPlaceCounts() {
        Bytes broken = new Bytes().raw(1).vector(new Bytes().raw(3).raw(0).name("f").raw(1, 2, 0xFF, 0xFF).toBytes());
        assertThat(names(broken).function(0)).isEqualTo("f");
        assertThat(names(broken).function(1)).isNull();
        assertThat(names(new Bytes().raw(1).vector(map(0, "f")).raw(2, 50)).function(0)).isEqualTo("f");
    }

    @Test
    void indicesInWrongOrderAreTolerated() {
        NameSection names = names(new Bytes().raw(1).vector(map(5, "e", 2, "b", 9, "i", 2, "second")));
        assertThat(names.function(2)).isEqualTo("b");
        assertThat(names.function(5)).isEqualTo("e");
        assertThat(names.function(9)).isEqualTo("i");
    }

    @Test
    void hugeCountsCostNothing() {
        Bytes section = new Bytes().raw(1).vector(new Bytes().raw(0xFF, 0xFF, 0xFF, 0xFF, 0x0F).toBytes())
                .raw(2).vector(new Bytes().raw(0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0).toBytes());
        assertThat(names(section).function(0)).isNull();
    }
}
