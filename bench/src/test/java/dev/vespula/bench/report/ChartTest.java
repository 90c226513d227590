package dev.vespula.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vespula.bench.result.Samples;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
    private static BarChart.Bar bar(String engine, Double... values) {
        return new BarChart.Bar(engine, Samples.of(List.of(values)));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double widthOf(Document svg, String barClass) {
        NodeList rectangles = svg.getElementsByTagName("rect");
        for (int i = rectangles.getLength() - 1; i >= 0; i--) {
            Element one = (Element) rectangles.item(i);
            if (one.getAttribute("class").equals(barClass)) {
                return Double.parseDouble(one.getAttribute("width"));
            }
        }
        throw new AssertionError("no " + barClass);
    }

    @Test
    void chartsAreWellFormedAndReadableInBothModes() throws Exception {
        String svg = new BarChart("Time < 1 & \"more\"", List.of(new BarChart.Group("a & b",
                List.of(bar("vespula", 1.0, 1.2, 1.1), bar("v8", 10.0)))), BarChart::digits).svg();
        Document document = parse(svg);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Time < 1 & \"more\"");
        assertThat(svg).contains("prefers-color-scheme: dark").contains("class=\"ground\"");
        assertThat(document.getDocumentElement().getTextContent()).contains("a & b", "Vespula", "V8 (node)", "1.1", "10");
    }

    @Test
    void barsAreAsLongAsTheLogarithmSays() throws Exception {
        Document chart = parse(new BarChart("t", List.of(new BarChart.Group("case",
                List.of(bar("vespula", 1.0), bar("v8", 10.0), bar("endive", 100.0)))), BarChart::digits).svg());
        double one = widthOf(chart, "bar-vespula");
        double ten = widthOf(chart, "bar-v8");
        double hundred = widthOf(chart, "bar-endive");
        assertThat(ten - one).isPositive().isCloseTo(hundred - ten, within(0.2));
    }

    @Test
    void aRangeIsDrawnOnlyForSeveralValues() throws Exception {
        Document chart = parse(new BarChart("t", List.of(new BarChart.Group("case",
                List.of(bar("vespula", 1.0, 2.0), bar("v8", 10.0)))), BarChart::digits).svg());
        NodeList lines = chart.getElementsByTagName("line");
        int ranges = 0;
        for (int i = 0; i < lines.getLength(); i++) {
            ranges += ((Element) lines.item(i)).getAttribute("class").equals("range") ? 1 : 0;
        }
        assertThat(ranges).isEqualTo(1);
    }

    @Test
    void scalesBeginBelowTheSmallestValueAtARoundNumber() {
        LogScale scale = LogScale.covering(List.of(Samples.of(List.of(3.0)), Samples.of(List.of(40.0, 700.0))));
        assertThat(scale.low()).isEqualTo(2);
        assertThat(scale.high()).isEqualTo(700);
        assertThat(scale.ticks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0);
        assertThat(scale.place(2)).isZero();
        assertThat(scale.place(700)).isEqualTo(1);
        assertThat(scale.place(0.1)).as("outside").isZero();
        assertThat(LogScale.covering(List.of(Samples.of(List.of(1.0)))).low()).isEqualTo(0.5);
        assertThat(LogScale.covering(List.of(Samples.of(List.of(0.02, 5_000.0)))).ticks())
                .containsExactly(0.01, 0.1, 1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void valuesHaveThreeDigitsAndNoExponent() {
        assertThat(BarChart.digits(0.000441)).isEqualTo("0.000441");
        assertThat(BarChart.digits(1)).isEqualTo("1");
        assertThat(BarChart.digits(9.876)).isEqualTo("9.88");
        assertThat(BarChart.digits(10)).isEqualTo("10");
        assertThat(BarChart.digits(98.76)).isEqualTo("98.8");
        assertThat(BarChart.digits(12345.6)).isEqualTo("12,346");
    }

    @Test
    void unitsGrowWithTheirValues() {
        assertThat(Units.write(12.34, "ms")).isEqualTo("12.3 ms");
        assertThat(Units.write(12_345, "ms")).isEqualTo("12.3 s");
        assertThat(Units.write(0.0002, "ms")).isEqualTo("< 0.001 ms");
        assertThat(Units.write(0.02, "ns")).isEqualTo("< 0.1 ns");
        assertThat(Units.write(1500, "us")).isEqualTo("1.5 ms");
        assertThat(Units.write(300, "bytes")).isEqualTo("300 B");
        assertThat(Units.write(3 << 20, "bytes")).isEqualTo("3 MiB");
    }
}
