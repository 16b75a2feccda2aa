#!/bin/sh
# First boot of ${hostname}; written by templatefile() in instances.tf.
set -eu
hostnamectl set-hostname "${hostname}"
timedatectl set-timezone "${timezone}"
dnf install -y ${join(" ", packages)}
