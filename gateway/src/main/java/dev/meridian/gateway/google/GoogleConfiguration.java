package dev.meridian.gateway.google;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Google's side of the gateway. */
@Configuration(proxyBeanMethods = false)
@Import(NotificationsController.class)
public class GoogleConfiguration {}
