package dev.meridian.messaging.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplyAddressTests {

    private static final ReplyAddress ADDRESS = new ReplyAddress("c-1", "replies.v1", 11);

    @Test
    void comesBackAsItWasWritten() {
        Headers headers = new RecordHeaders();
        ADDRESS.write(headers);
        assertThat(headers.lastHeader("reply-partition").value()).isEqualTo("11".getBytes(UTF_8));
        assertThat(ReplyAddress.of(headers)).contains(ADDRESS);
    }

    @Test
    void readsThePartitionAsSpringWritesIt() {
        assertThat(ReplyAddress.of(
                        withPartition(ByteBuffer.allocate(4).putInt(11).array())))
                .contains(ADDRESS);
    }

    @Test
    void readsAPartitionOfFourDigitsAsText() {
        assertThat(ReplyAddress.of(withPartition("1024".getBytes(UTF_8))))
                .get()
                .extracting(ReplyAddress::partition)
                .isEqualTo(1024);
    }

    @Test
    void isNoneWhenThePartitionIsNoNumber() {
        assertThat(ReplyAddress.of(withPartition("-1".getBytes(UTF_8)))).isEmpty();
        assertThat(ReplyAddress.of(withPartition("any".getBytes(UTF_8)))).isEmpty();
        assertThat(ReplyAddress.of(withPartition(new byte[0]))).isEmpty();
    }

    @Test
    void isNoneWithoutCorrelationId() {
        Headers headers = new RecordHeaders();
        ADDRESS.write(headers);
        headers.remove("correlation-id");
        assertThat(ReplyAddress.of(headers)).isEmpty();
    }

    private static Headers withPartition(byte[] value) {
        Headers headers = new RecordHeaders();
        ADDRESS.write(headers);
        headers.remove("reply-partition");
        headers.add("reply-partition", value);
        return headers;
    }
}
