package dev.hmmbench.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Protects how numbers are written: a reader compares digits under digits. */
class FiguresTest {

    @Test
    void ratio_ofAnySize_hasThreeDigits() {
        assertThat(Figures.ratio(1.0124)).isEqualTo("1.012");
        assertThat(Figures.ratio(0.2094)).isEqualTo("0.209");
        assertThat(Figures.ratio(0.00135)).isEqualTo("0.0014");
        assertThat(Figures.ratio(2.409)).isEqualTo("2.41");
        assertThat(Figures.ratio(36.34)).isEqualTo("36.3");
        assertThat(Figures.ratio(1304.2)).isEqualTo("1,304");
    }

    @Test
    void interval_acrossASwitchOfDecimals_usesTheMoreForBoth() {
        assertThat(Figures.interval(1.078, 1.1049)).isEqualTo("[1.078, 1.105]");
    }

    @Test
    void interval_ofTwoNoisyRounds_isCapped() {
        assertThat(Figures.interval(3e-13, 5e15)).isEqualTo("[<0.0001, >10,000]");
        assertThat(Figures.percent(1e13)).isEqualTo(">10,000 %");
    }

    @Test
    void value_ofAnySize_hasThreeDigits() {
        assertThat(Figures.value(0)).isEqualTo("0");
        assertThat(Figures.value(0.012345)).isEqualTo("0.0123");
        assertThat(Figures.value(1.2)).isEqualTo("1.20");
        assertThat(Figures.value(999.6)).isEqualTo("1000");
        assertThat(Figures.value(54_321.4)).isEqualTo("54,321");
    }

    @Test
    void bytes_ofAnySize_takeTheLargestUnit() {
        assertThat(Figures.bytes(4096)).isEqualTo("4 KiB");
        assertThat(Figures.bytes(143_771.0 * (1 << 20))).isEqualTo("140.40 GiB");
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
    }

    @Test
    void slug_ofARowId_isFitForALink() {
        assertThat(Figures.slug("create[others=0,sizeBytes=4096] devprivate+hoisted"))
                .isEqualTo("create-others-0-sizebytes-4096-devprivate-hoisted");
    }
}
