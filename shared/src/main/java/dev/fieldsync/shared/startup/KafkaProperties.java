package dev.fieldsync.shared.startup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our own settings of the connection to Kafka, {@code fieldsync.kafka}; all need a restart.
 *
 * @param prefix put before every topic and group name; default empty
 * @param partitions partitions of a topic that has to be created; default 12
 */
@ConfigurationProperties("fieldsync.kafka")
record KafkaProperties(@DefaultValue("") String prefix, @DefaultValue("12") int partitions) {}
