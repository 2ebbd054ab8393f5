//! The service from outside: its router over a mirror in memory.

mod access;
mod dao;
mod edge;
mod explain;
mod exports;
mod feeds;
mod graphql;
mod limits;
mod nouns;
mod openapi;
mod pages;
mod people;
mod policy;
mod reads;
mod review;
mod rows;
mod sessions;
mod simulate;
mod stream;
mod webhooks;
mod world;
