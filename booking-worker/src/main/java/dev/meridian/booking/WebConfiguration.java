package dev.meridian.booking;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** The server for health and metrics. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Event loops of its own: the JVM's common ones would end for all services of a process when the first one stops. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }
}
